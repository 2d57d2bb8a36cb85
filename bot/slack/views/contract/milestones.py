"""Milestones of a contract: what waits for an acceptance, the small modal that records one."""

from bot.slack.metadata import ModalMetadata, subject_of
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import actor_of, customer_of, name_of
from bot.slack.views.invoice.card_forms import form
from bot.slack.views.rich_text import mentioned
from bot.slack.views.thread_message import Notification, otherwise
from bot.wording.figures import amount, day
from bot.wording.text import shortened
from jupiter_core.commands.milestones import NOTE_LIMIT
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import PendingMilestone, Schedule
from jupiter_core.domain.event_details import MilestoneNews
from jupiter_core.domain.events import Event
from jupiter_core.queries.contract_view import ContractView

ACCEPT, ACCEPT_FORM = "contract_accept", "contract_accept_form"
MILESTONE, ON, NOTE = "milestone", "on", "note"
MOST_SHOWN = 5
_NAME = 60


def milestone_facts(schedule: Schedule) -> list[tuple[str, str]]:
    """`On acceptance of Go-live: USD 40,000.00, expected 30 Jun 2027`."""
    shown = [
        (f"On acceptance of {shortened(each.name, _NAME)}", _worth(each))
        for each in schedule.pending[:MOST_SHOWN]
    ]
    more = len(schedule.pending) - len(shown)
    return [*shown, *([("On acceptance", f"{more} more milestones")] if more else [])]


def acceptance_button(view: ContractView) -> list[b.Block]:
    """While something waits for one."""
    running = view.contract.running
    if running is None or not running.schedule.pending:
        return []
    return [b.button("Record acceptance", ACCEPT, value=subject_of(view.contract))]


def acceptance_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Which milestone, on what day, and what the team should know. Its options are places."""
    running = view.contract.running
    pending = running.schedule.pending if running else ()
    options = [
        b.option(shortened(each.name, 75), f"{each.line}:{each.part}", _worth(each)[:75])
        for each in pending[:100]
    ]
    about = b.context(f"{name_of(view.contract)} · {customer_of(view.contract)}")
    if not options:
        said = b.section(b.plain("No milestone waits for an acceptance."))
        return form("Record acceptance", ACCEPT_FORM, [about, said], metadata, submit="Close")
    when = {"type": "datepicker", "action_id": ON, "initial_date": view.today.isoformat()}
    note = b.text_input(NOTE, multiline=True, most=NOTE_LIMIT)
    fields = [
        about,
        b.field(MILESTONE, "Milestone", b.select(MILESTONE, options, initial=options[0]["value"])),
        b.field(ON, "Accepted on", when),
        b.field(NOTE, "Note", note, optional=True, hint="Visible to everyone in this thread."),
        b.context(
            "Its invoice is issued on that day, or today if it has passed. The contract's approval "
            "covers it."
        ),
    ]
    return form("Record acceptance", ACCEPT_FORM, fields, metadata, submit="Record")


def milestone_telling(event: Event, contract: Contract) -> Notification:
    """That one was accepted; or that one should have been by now, with the way to say so."""
    news = event.details
    if not isinstance(news, MilestoneNews):
        return otherwise(event, name_of(contract), actor_of(event.by, contract))
    of = f"{shortened(news.name, _NAME)}, {amount(news.amount)}, of {name_of(contract)}"
    if news.on:
        by = actor_of(event.by, contract)
        lead = f"{by} recorded the acceptance of {of}, on {day(news.on)}."
        return Notification((b.words(lead),), said=event.note)
    was = f" was expected on {day(news.expected)}" if news.expected else " is expected"
    people = [part for each in news.to[:10] for part in (mentioned(each, ""), b.words(" "))]
    asked = b.words(f"{of},{was}. Was it accepted? It is invoiced then.")
    button = b.button("Record acceptance", ACCEPT, value=subject_of(contract), style="primary")
    return Notification((*people, asked), buttons=(button,))


def _worth(each: PendingMilestone) -> str:
    expected = f", expected {day(each.expected_on)}" if each.expected_on else ""
    return f"{amount(each.total)}{expected}"
