"""The renewal of a contract: what its thread is asked, the modal behind Dismiss, what cards say."""

from bot.intake.modals.invoice import REASON
from bot.slack.metadata import ModalMetadata, subject_of
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import actor_of, customer_of, lines_of, name_of, term
from bot.slack.views.invoice.card_forms import form
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.figures import amount, day
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.commands.renewal import REASON_LIMIT
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.renewal import renewal_terms
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.queries.contract_view import ContractView

RENEW, DISMISS, SHOW_OTHER = "contract_renew", "contract_renewal_dismiss", "contract_show_other"
DISMISS_FORM = "contract_renewal_dismiss_form"
MOST_LINES = 10


def renewal_telling(event: Event, contract: Contract) -> Notification:
    """The question of the timer with its buttons, and how it ended."""
    by = actor_of(event.by, contract)
    if event.name is EventName.CONTRACT_RENEWED:
        new = shortened(event.note, NAME_LIMIT)
        return plainly(f"{by} drafted the renewal of {name_of(contract)}: {new}.")
    if event.name is EventName.CONTRACT_RENEWAL_DISMISSED:
        lead = f"{by} dismissed the renewal of {name_of(contract)}."
        return Notification((b.words(lead),), said=event.note)
    return _question(contract)


def dismiss_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Asks why it is not renewed."""
    element = b.text_input(REASON, multiline=True, most=REASON_LIMIT)
    hint = "Visible to everyone in this thread. The contract can still be renewed from its card."
    about = f"{name_of(view.contract)} · {customer_of(view.contract)}"
    fields = [b.context(about), b.field(REASON, "Reason", element, hint=hint)]
    return form("Dismiss the renewal", DISMISS_FORM, fields, metadata, submit="Dismiss")


def renewal_facts(view: ContractView) -> list[tuple[str, str]]:
    """Which contract it follows, and which follows it."""
    facts = [("Renews", shortened(view.renews.name, NAME_LIMIT))] if view.renews else []
    if view.renewed_by:
        facts.append(("Renewed by", shortened(view.renewed_by.name, NAME_LIMIT)))
    renewal = view.contract.renewal
    if renewal and renewal.dismissal:
        facts.append(("Not renewed", shortened(renewal.dismissal.reason, NAME_LIMIT)))
    return facts


def renewal_buttons(view: ContractView) -> list[b.Block]:
    """To renew it, or to look at the contract that it follows or is followed by."""
    running = view.contract.running
    buttons = []
    if running and not view.renewed_by and any(True for _ in running.terms.subscriptions):
        buttons.append(b.button("Renew", RENEW, value=subject_of(view.contract)))
    if view.renewed_by:
        buttons.append(b.button("Show renewal", SHOW_OTHER, value=view.renewed_by.id))
    elif view.renews:
        buttons.append(b.button("Show renewed contract", SHOW_OTHER, value=view.renews.id))
    return buttons


def _question(contract: Contract) -> Notification:
    agreed = contract.agreed
    assert agreed is not None
    ends = day(agreed.terms.last_day)
    lead = f"{name_of(contract)} with {customer_of(contract)} ends on {ends}. Renew it?"
    subject = subject_of(contract)
    buttons = (
        b.button("Review renewal", RENEW, value=subject, style="primary"),
        b.button("Dismiss", DISMISS, value=subject),
    )
    try:
        terms = renewal_terms(agreed.terms, contract.name)
        return Notification((b.words(lead),), listed=_offer(terms), buttons=buttons)
    except Refusal:
        return Notification((b.words(lead),), buttons=buttons)


def _offer(terms: ContractTerms) -> tuple[str, ...]:
    """The term, the total, and each line with its price."""
    invoices = schedule_of(terms).invoices
    total = Money.sum((each.total for each in invoices), terms.currency)
    lines = lines_of(terms)[:MOST_LINES]
    return (f"{term(terms)}: {amount(total)}", *lines)
