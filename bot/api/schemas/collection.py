"""The shape of request bodies about an invoice's payment before it comes."""

from bot.intake.documents.base import Document
from bot.intake.documents.values import Day, Text


class NoteBody(Document):
    """How it ended; may be empty."""

    note: Text = ""


class AnswerBody(Document):
    """What the customer reads."""

    text: Text


class PromiseBody(Document):
    """A day from today on, and within a year."""

    date: Day


class PauseBody(Document):
    """A day from tomorrow on, and within a year."""

    until: Day


class ReminderBody(Document):
    """The day on which it is planned, as the list says it."""

    on: Day
