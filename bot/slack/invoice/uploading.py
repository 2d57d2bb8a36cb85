"""Ticking off on the card, in the thread or at Home that an invoice is on its customer's portal,
taking it back, and asking for the portal's files."""

from slack_bolt import App

from bot.slack.actions import on_press
from bot.slack.context import SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.people import Person
from bot.slack.views.invoice.upload import MARK_UPLOADED, PORTAL_FILES, UNDO_UPLOADED
from jupiter_core.commands.upload import (
    MarkUploaded,
    SendPortalFiles,
    UndoUploaded,
    mark_uploaded,
    send_portal_files,
    undo_uploaded,
)
from jupiter_core.ports import UnitOfWork

_MARK, _FILES = "mark uploads", "ask for the portal's files"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""
    on_press(app, ctx, MARK_UPLOADED, _MARK, _marked)
    on_press(app, ctx, UNDO_UPLOADED, _MARK, _undone)
    on_press(app, ctx, PORTAL_FILES, _FILES, _files)


def _marked(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    """Whatever else changed meanwhile: ticking off depends on nothing that was shown."""
    command = MarkUploaded(by=person.actor, invoice_id=about.subject_id, expected_version=None)
    mark_uploaded(command, uow)


def _undone(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    command = UndoUploaded(by=person.actor, invoice_id=about.subject_id, expected_version=None)
    undo_uploaded(command, uow)


def _files(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    send_portal_files(SendPortalFiles(by=person.actor, invoice_id=about.subject_id), uow)
