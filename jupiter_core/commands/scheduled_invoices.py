"""Bringing a contract's invoices to life, some days before their issue date, each once.

An invoice that says what the approved schedule says, to and from whom it was approved, is approved
with it. One whose usage credit was used up elsewhere says another total, and needs an approval of
its own; so does one that its purchase order does not cover, and one whose parties, bank account or
AP contact are others by now. Whoever made them others is an author of it, and does not approve it.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile

from jupiter_core.commands.agreed_parties import changes_not_agreed, who_made_the_difference
from jupiter_core.commands.credit_limits import left_of
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import ScheduledInvoice, ScheduledLine
from jupiter_core.domain.event_details import OwnApproval
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Content, ContractPlace, Invoice
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.references import own_of
from jupiter_core.domain.totals import LineItem
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.purchase_orders import po_cautions


def contracts_to_bring(uow: UnitOfWork) -> list[str]:
    """The ids of the running contracts with an invoice whose time has come."""
    running = (uow.contracts.get(contract_id) for contract_id in uow.contracts.running())
    return [each.id for each in running if _due(uow, each)]


def generate_due_invoices(uow: UnitOfWork, contract_id: str) -> int:
    """The timer's work, for one contract. Run twice, it brings nothing the second time."""
    return len(generate_invoices_of(uow, uow.contracts.get(contract_id)))


def generate_invoices_of(uow: UnitOfWork, contract: Contract) -> list[Invoice]:
    """Those of one contract whose time has come, in the order of the schedule."""
    running = contract.running
    if running is None:
        return []
    return [_generate(uow, contract, running, each) for each in _due(uow, contract)]


def _due(uow: UnitOfWork, contract: Contract) -> list[ScheduledInvoice]:
    """What of the schedule is not there yet, and near enough."""
    running = contract.running
    if running is None:
        return []
    horizon = _horizon(uow, running)
    there = uow.invoices.of_contract(contract.id)
    # Void ones too: what was issued and voided is not billed again by the timer.
    issued = max((each.contract_sequence for each in there if each.number), default=0)
    brought = {
        each.contract_sequence for each in there if each.contract_revision == contract.revision
    }
    # In order: what comes after one that waits for an index waits with it.
    ready = takewhile(lambda each: not each.is_provisional, running.schedule.invoices[issued:])
    return [
        scheduled
        for scheduled in ready
        if scheduled.issue_on <= horizon and scheduled.sequence not in brought
    ]


def _horizon(uow: UnitOfWork, running: Agreement) -> date:
    """The last issue date that is near enough, where the entity is."""
    profile = uow.sender_profiles.get(running.sender_profile_id)
    return profile.today(uow.now) + timedelta(days=uow.workspace().issue_lead_days)


def _generate(
    uow: UnitOfWork, contract: Contract, running: Agreement, scheduled: ScheduledInvoice
) -> Invoice:
    left = {
        each.contract_line: left_of(uow, contract.id, each.description, each.amount.currency)
        for each in _credits(scheduled)
    }
    planned = [_in_words_of(uow, running, line) for line in scheduled.lines]
    lines = tuple(_item(line, left.get(line.contract_line)) for line in planned)
    kept = tuple(line for line in lines if line is not None)
    content = _content(uow, contract, running, scheduled, kept)
    as_scheduled = kept == tuple(_item(line, None) for line in planned)
    not_agreed = changes_not_agreed(uow, contract, content)
    as_agreed = not_agreed == ()
    exceeds = po_cautions(uow, content, content.seller.today(uow.now))
    changed_by = () if as_agreed else who_made_the_difference(uow, contract)
    authors = tuple(dict.fromkeys((*contract.writers_of_agreed, *changed_by)))
    invoice = Invoice.scheduled(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=contract.deal_channel,
        content=content,
        by=contract.drafted_by,
        contract=ContractPlace(contract.id, contract.revision, scheduled.sequence, authors),
        approvals=contract.agreed_by,
        approvals_needed=uow.workspace().policy.needed_for(
            scheduled.total, content.seller.profile_id
        ),
        as_approved=as_scheduled and as_agreed and not exceeds,
    )
    own = OwnApproval(
        credit_drawn=not as_scheduled,
        never_agreed=not_agreed is None,
        changes=not_agreed or (),
        more_than_ordered=" ".join(each.words for each in exceeds),
    )
    name, details = EventName.INVOICE_SCHEDULED, own if own.words else None
    return record_first(uow, invoice, by=TIMER, name=name, details=details)


def _content(
    uow: UnitOfWork,
    contract: Contract,
    running: Agreement,
    scheduled: ScheduledInvoice,
    lines: tuple[LineItem, ...],
) -> Content:
    profile = uow.sender_profiles.get(running.sender_profile_id)
    customer = uow.customers.get(running.customer_id)
    currency = running.terms.currency
    content = Content(
        seller=profile.seller(),
        remit_to=profile.account_for(currency),
        bill_to=customer.bill_to(),
        currency=currency,
        net_terms=running.terms.net_terms,
        due_rule=running.terms.due_rule,
        early_payment=running.terms.early_payment,
        late_fee=running.terms.late_fee,
        references=own_of(customer.references, running.terms.references),
        adjustments=tuple(
            each
            for each in scheduled.adjustments
            if each.discount.amount is None or each.discount.amount.minor
        ),
        issue_date=max(scheduled.issue_on, profile.today(uow.now)),
        po_number=contract.po_number,
        memo=running.memo,
        lines=lines,
        language=customer.language,
        second_language=customer.second_language,
        contract_name=contract.name,
        credit_balance=_balance_after(uow, contract, lines, currency),
        made_with=uow.workspace().free_plan,
    )
    return at_net_prices(content) if running.terms.prices_include_tax else content


def _credits(scheduled: ScheduledInvoice) -> list[ScheduledLine]:
    return [line for line in scheduled.lines if line.kind == "usage_credit"]


def _in_words_of(uow: UnitOfWork, running: Agreement, line: ScheduledLine) -> ScheduledLine:
    """As the customer's paper says it."""
    customer = uow.customers.get(running.customer_id)
    languages = PaperLanguages(customer.language, customer.second_language)
    product = running.terms.lines[line.contract_line].description
    return line.model_copy(update={"description": languages.described(line, product)})


def _item(line: ScheduledLine, left: Money | None) -> LineItem | None:
    """The line of the invoice; a credit draws no more than is `left`, and none is no line."""
    item = line.item.model_copy(
        update={
            "service_start": line.service_start,
            "service_end": line.service_end,
            "arithmetic": line.item_arithmetic,
            "credit": line.description if line.kind == "usage_credit" else "",
        }
    )
    if left is None or left.minor >= -line.amount.minor:
        return item
    if left.minor <= 0:
        return None
    return item.model_copy(update={"unit_price": -left, "quantity": Decimal(1), "arithmetic": ""})


def _balance_after(
    uow: UnitOfWork, contract: Contract, lines: tuple[LineItem, ...], currency: str
) -> Money | None:
    """What the credits that it draws on have left after this invoice."""
    drawing = [line for line in lines if line.credit]
    if not drawing:
        return None
    left = Money.sum(
        (left_of(uow, contract.id, each.credit, currency) for each in drawing), currency
    )
    return left + Money.sum((each.amount for each in drawing), currency)
