"""Refusals of what is done while an invoice's payment is waited for."""

from jupiter_core.domain.refusals.base import Refusal


class NotDisputed(Refusal):
    """There is no dispute that could be resolved."""

    template = "{title} is not disputed."
    title: str


class NoReminderLeft(Refusal):
    """There is none to hold: it has gone out, is held, or none is planned."""

    template = "No reminder for {title} is planned for that day."
    title: str


class TooManyReminders(Refusal):
    """A schedule with more than `most` days."""

    template = "A schedule can have {most} reminders at most; this has {count}."
    most: int
    count: int


class NotPaused(Refusal):
    """There is no pause that could end."""

    template = "Reminders for {title} are not paused."
    title: str
