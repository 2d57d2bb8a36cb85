"""The contract's card in the deal's channel: what was agreed, how it stands, what can be done."""

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.contract.index_value import index_button
from bot.slack.views.contract.milestones import acceptance_button
from bot.slack.views.contract.renewal import RENEW, SHOW_OTHER, renewal_buttons, renewal_facts
from bot.slack.views.contract.text import (
    billing,
    customer_of,
    lines_of,
    name_of,
    own_facts,
    standing,
    term,
    total,
    years_of,
)
from bot.slack.views.contract.waiting import waiting_facts
from bot.slack.views.menu import folded
from bot.slack.views.moving import MOVE_CONTRACT, move_button
from bot.slack.views.rich_text import Rendered, bullets, fitting
from bot.slack.views.warnings import caution_blocks, flag_blocks, goes_to
from bot.wording.contract_calendar import calendar_facts
from bot.wording.figures import amount, day
from bot.wording.names import VALUE_LIMIT, po_number
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.cautions import account_caution
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.payment_instructions.flags import contract_flags
from jupiter_core.queries.contract_view import ContractView

SHOW, EDIT, CHANGE = "contract_show", "contract_edit", "contract_change"
CONFIRM_PO, DISCARD_PO = "contract_confirm_po", "contract_discard_po"
USAGE, PO, END = "contract_usage", "contract_po", "contract_end"
MENU = "contract_menu"
IN_MENU = frozenset({USAGE, PO, MOVE_CONTRACT, RENEW, SHOW_OTHER, END})
MOST_LINES, MOST_YEARS = 10, 20


def contract_card(view: ContractView) -> Rendered:
    """The card of the contract as it stands: what is agreed or, before that, proposed."""
    contract, agreement = view.contract, view.agreement
    text = f"{name_of(contract)}, {amount(agreement.total)}: {standing(contract)}"
    blocks = [
        b.header(f"Contract · {name_of(contract)}"),
        b.rich_text([b.words(standing(contract), bold=True)]),
        b.facts(_facts(view)),
        bullets(lines_of(agreement.terms), MOST_LINES, "more lines, all behind Show"),
        bullets(years_of(agreement), MOST_YEARS, "more years, all behind Show"),
        b.context(f"Drafted by {shortened(contract.drafted_by.name, NAME_LIMIT)}{_label(view)}"),
    ]
    if contract.reason:
        blocks.insert(2, b.rich_text([b.words(shortened(f"Reason: {contract.reason}", 500))]))
    if contract.proposal:
        blocks[2:2] = [*_cautions(agreement), *flag_blocks(contract_flags(contract))]
    if agreement.memo:
        blocks.insert(-1, b.context(shortened(agreement.memo, VALUE_LIMIT)))
    return fitting(text, 3000), [*blocks, b.actions(_row(view))]


def _cautions(agreement: Agreement) -> list[b.Block]:
    """What holds on any day."""
    parties = agreement.parties
    if parties is None:
        return []
    name, account = parties.seller.legal_name, parties.remit_to
    found = account_caution(name, account, agreement.terms.currency)
    return caution_blocks([found] if found else [])


def credits_left(view: ContractView) -> list[tuple[str, str]]:
    """`Usage credit: USD 25,000.00 left`."""
    return [(shortened(each.credit, 100), f"{amount(each.left)} left") for each in view.credits[:5]]


def _facts(view: ContractView) -> list[tuple[str, str]]:
    contract, agreement = view.contract, view.agreement
    change = contract.proposal if contract.agreed else None
    return [
        ("Customer", customer_of(contract)),
        ("From", shortened(contract.seller_name, NAME_LIMIT)),
        ("Term", term(agreement.terms)),
        ("Billed", billing(agreement.terms)),
        *calendar_facts(agreement.terms),
        *own_facts(agreement),
        ("Total", total(agreement)),
        *([("With the change", total(change))] if change and not contract.ended_on else []),
        *_progress(view),
        *waiting_facts(contract, agreement),
        *renewal_facts(view),
        ("PO for all", po_number(contract.po_number)),
        *credits_left(view),
        *([goes_to(view.recipient)] if view.recipient else []),
    ]


def _progress(view: ContractView) -> list[tuple[str, str]]:
    issued = [("Issued", f"{view.issued_count}, {amount(view.issued)}; {amount(view.paid)} paid")]
    coming = view.next_row
    told = issued if view.issued_count else []
    if coming:
        told.append(("Next invoice", f"{day(coming.issue_on)}, {amount(coming.total)}"))
    return told


def _label(view: ContractView) -> str:
    return f" · agreement {view.contract.revision}" if view.contract.revision else ""


def _row(view: ContractView) -> list[b.Block]:
    """Show, what most needs doing, and a menu of the rest."""
    contract = view.contract
    subject, going = subject_of(contract), contract.ended_on is None
    row = [b.button("Show", SHOW, value=contract.id)]
    if going and contract.state is ContractState.DRAFT:
        row.append(b.button("Edit", EDIT, value=subject, style="primary"))
    if going and contract.agreed is not None:
        row.append(b.button("Propose a change", CHANGE, value=subject))
        row += [*acceptance_button(view), *index_button(view)]
    rest = _rest(view) if going else renewal_buttons(view)
    return [*row, *folded(MENU, rest)]


def _rest(view: ContractView) -> list[b.Block]:
    """What goes into the menu of a contract that goes on; its form asks before it ends."""
    contract = view.contract
    subject = subject_of(contract)
    po = "Change PO for all" if contract.po_number else "Add PO for all"
    usage = [b.button("Record usage", USAGE, value=subject)] if view.credits else []
    return [
        *usage,
        b.button(po, PO, value=subject),
        move_button(contract),
        *renewal_buttons(view),
        b.button("End contract", END, value=subject),
    ]
