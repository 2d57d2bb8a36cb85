"""Asking finance for a contract in its thread, and taking the question back once answered."""

from collections.abc import Sequence

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.approval import (
    CLOSED,
    approved_by,
    asked_of,
    closed_request,
    drafter_and_count,
    request,
    request_buttons,
)
from bot.slack.views.contract.text import (
    LINE_LIMIT,
    actor_of,
    billing,
    customer_of,
    lines_of,
    name_of,
    own_facts,
    term,
    total,
    year_totals,
    years_of,
)
from bot.slack.views.rich_text import MOST_CHANGES, Rendered, bullets
from bot.slack.views.warnings import goes_to
from bot.wording.contract_calendar import calendar_facts
from bot.wording.contract_differences import schedule_changes
from bot.wording.figures import amount
from bot.wording.names import VALUE_LIMIT, change_words, po_number
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from bot.wording.true_ups import true_up_facts
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.changes import account_words
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import ScheduledLine
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.payment_instructions.flags import contract_flags

APPROVE, REQUEST_CHANGES = "contract_approve", "contract_request_changes"
SHOW_PROPOSED = "contract_show_proposed"
MOST_LINES, MOST_YEARS, MOST_PRICES = 8, 7, 3
MOST_INVOICES, INVOICE_LIMIT, YEARS_OF_A_CHANGE = 4, 250, 3
"""With twenty late invoices above them, they still fit into what Slack takes of a message."""


def contract_request(
    contract: Contract,
    event: Event,
    approvers: Sequence[str],
    recipient: Recipient | None,
    cautions: Sequence[Caution] = (),
) -> Rendered:
    """Asks those of `approvers` (Slack ids) who did not write the proposal themselves.

    `contract` is the version that was submitted, `recipient` whom its invoices are mailed to;
    None where it was submitted before approvals covered the parties.
    """
    thing = "a change of the contract" if contract.agreed else "the contract"
    asked = asked_of(approvers, contract.writers, contract.approvals)
    return request(
        [*asked, b.words(f"please approve {thing} {full_stop(name_of(contract))}")],
        f"{customer_of(contract)}, {total(contract.shown)}",
        contract_flags(contract),
        [*_differences(contract, event), *_what(contract, recipient, is_open=True)],
        [
            *request_buttons(APPROVE, REQUEST_CHANGES, subject_of(contract)),
            b.button("Whole schedule", SHOW_PROPOSED, value=contract.id),
        ],
        cautions,
    )


def contract_closed(
    asked: Contract, event: Event, contract: Contract, recipient: Recipient | None
) -> Rendered:
    """The request for `asked` without its buttons, with how `event` ended it."""
    what = _what(asked, recipient, is_open=False)
    return closed_request(_outcome(event, contract), event, contract_flags(asked), what)


def _differences(contract: Contract, event: Event) -> list[b.Block]:
    """For a change of what is agreed, or of a party while it waits: old → new."""
    told = (change_words(each) for each in event.changes if each.what != "Status")
    changes = [shortened(each, LINE_LIMIT) for each in told]
    if not changes or (contract.agreed is None and not event.note):
        return []
    return [bullets(changes, MOST_CHANGES, "more changes"), *_invoices(contract)]


def _invoices(contract: Contract) -> list[b.Block]:
    """What the change makes different in the agreed schedule, with the arithmetic."""
    if contract.agreed is None or contract.proposal is None:
        return []
    told = schedule_changes(contract.agreed.schedule, contract.proposal.schedule)
    lines = [shortened(each, INVOICE_LIMIT) for each in told]
    return [bullets(lines, MOST_INVOICES, "more, all in the whole schedule")] if lines else []


def _what(contract: Contract, recipient: Recipient | None, *, is_open: bool) -> list[b.Block]:
    agreement = contract.shown
    years = YEARS_OF_A_CHANGE if contract.agreed and contract.proposal else MOST_YEARS
    facts = [
        ("Customer", customer_of(contract)),
        ("From", shortened(contract.seller_name, NAME_LIMIT)),
        ("Term", term(agreement.terms)),
        ("Billed", billing(agreement.terms)),
        *calendar_facts(agreement.terms),
        *own_facts(agreement),
        ("Total", total(agreement)),
        *true_up_facts(agreement.schedule),
        ("PO for all", po_number(contract.po_number)),
        *_parties(agreement),
        *([goes_to(recipient)] if recipient else []),
    ]
    return [
        b.facts(facts),
        bullets(lines_of(agreement.terms), MOST_LINES, "more lines, all in the whole schedule"),
        bullets(_years(agreement), years, "more years, all in the whole schedule"),
        drafter_and_count(contract, is_open=is_open),
    ]


def _parties(agreement: Agreement) -> list[tuple[str, str]]:
    """All of it: the approval covers what the coming invoices say of them."""
    if agreement.parties is None:
        return []
    seller, bill_to = agreement.parties.seller, agreement.parties.bill_to
    reached = filter(None, (seller.email, seller.phone))
    addressed = filter(
        None,
        (
            bill_to.legal_name,
            *bill_to.address.lines(),
            bill_to.attention and f"attn. {bill_to.attention}",
            bill_to.cost_centre and f"cost centre {bill_to.cost_centre}",
        ),
    )
    memo = [("Memo", shortened(agreement.memo, VALUE_LIMIT))] if agreement.memo else []
    return [
        *memo,
        ("Entity's address", shortened(", ".join(seller.address.lines()), VALUE_LIMIT)),
        ("Entity's contact", shortened(", ".join(reached), VALUE_LIMIT)),
        ("Pay to", shortened(account_words(agreement.parties.remit_to), 500)),
        ("Bill to", shortened(", ".join(addressed), 500)),
    ]


def _years(agreement: Agreement) -> list[str]:
    """The years, each with how the prices of its first invoice came about."""
    found = zip(years_of(agreement), year_totals(agreement), strict=True)
    return [f"{said}{_prices(year.invoices[0].lines)}" for said, year in found]


def _prices(lines: Sequence[ScheduledLine]) -> str:
    told = [
        f"{shortened(each.description, 60)} {amount(each.amount)} = {each.arithmetic}"
        for each in lines
        if each.arithmetic
    ]
    if not told:
        return ""
    more = f"; and {len(told) - MOST_PRICES} more" if len(told) > MOST_PRICES else ""
    return shortened(f" ({'; '.join(told[:MOST_PRICES])}{more})", LINE_LIMIT)


def _outcome(event: Event, contract: Contract) -> str:
    by = actor_of(event.by, contract)
    match event.name:
        case EventName.CONTRACT_APPROVED:
            return approved_by(contract.agreed_by or contract.approvals)
        case EventName.CONTRACT_CHANGES_REQUESTED:
            return f"{by} requested changes."
        case EventName.CONTRACT_SUBMITTED:
            return f"Void: {by} changed the contract. See the new request below."
        case EventName.CONTRACT_CHANNEL_CHANGED:
            return f"Moved: {by} changed the deal's channel. See the new request there."
        case EventName.CONTRACT_ENDED:
            return f"Withdrawn: {by} ended the contract."
        case _:
            return CLOSED
