"""Send to AP: each press is one mail of the invoice as it stands, unless one is on its way."""

from slack_bolt import App

from bot.slack.actions import expect_deal_team, on_press
from bot.slack.context import SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.people import Person
from bot.slack.views.invoice.card import SEND_TO_AP
from jupiter_core.commands.mail_under_way import expect_no_mail_under_way
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.ports import UnitOfWork

_SEND = "send invoices to the customer"


def register(app: App, ctx: SlackContext) -> None:
    """A card that is behind does no harm here: what goes out is the invoice as it is now."""
    on_press(app, ctx, SEND_TO_AP, _SEND, _send)


def _send(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    expect_deal_team(uow, person, _SEND)
    expect_no_mail_under_way(uow, uow.invoices.get(about.subject_id))
    send_to_ap(SendToAp(by=person.actor, invoice_id=about.subject_id), uow)
