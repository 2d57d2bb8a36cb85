"""The customer's page: an invoice and its history in the words of a reader in AP."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.web.pages.link.credit import (
    amount_label,
    note_facts,
    rounding_facts,
    settled_words,
)
from bot.web.pages.link.history import Step, steps
from bot.wording.figures import amount, day, net_terms
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN, Content, Invoice, State
from jupiter_core.domain.party import TaxId
from jupiter_core.domain.totals import LineItem, plain
from jupiter_core.queries.history import VersionEntry


class LabelledRow(Frozen):
    """A label and its value; `copy_text` is what a copy button takes, where there is one."""

    label: str
    value: str
    copy_text: str = ""


class LineRow(Frozen):
    """`period` is the days that it pays for, `arithmetic` how its price came about; both may be
    empty."""

    text: str
    period: str
    arithmetic: str
    quantity: str
    unit_price: str
    tax: str
    amount: str


class PartyPanel(Frozen):
    """`rows` follow the address; `lines` begin below the legal name."""

    name: str
    lines: tuple[str, ...]
    rows: tuple[LabelledRow, ...]


class LinkPage(Frozen):
    """All that the page shows but the forms. `kind` is Invoice or Credit note. `tone` is due,
    overdue, paid or void; `closed` says why nothing can be changed any more, and is empty while it
    can."""

    kind: str
    number: str
    colour: str
    seller: PartyPanel
    customer: PartyPanel
    status: str
    tone: str
    amount_label: str
    amount: str
    closed: str
    po_number: str
    po_required: bool
    facts: tuple[LabelledRow, ...]
    memo: str
    lines: tuple[LineRow, ...]
    totals: tuple[LabelledRow, ...]
    credit_left: str
    remit_to: tuple[LabelledRow, ...]
    bank_since: str
    history: tuple[Step, ...]


def link_page(invoice: Invoice, entries: list[VersionEntry], now: datetime) -> LinkPage:
    """Of an issued invoice with its published versions, read at `now`."""
    content = invoice.content
    status, tone = _status(invoice, now)
    void, credit = invoice.state is State.VOID, invoice.is_credit_note
    return LinkPage(
        kind="Credit note" if credit else "Invoice",
        number=invoice.number or "",
        colour=content.seller.colour,
        seller=_seller(content),
        customer=_customer(content, confirmed=invoice.mail_to is None),
        status=status,
        tone=tone,
        amount_label=amount_label(invoice),
        amount=amount(invoice.total if void or credit else invoice.amount_due),
        closed=_closed(invoice),
        po_number=content.po_number,
        po_required=content.bill_to.po_required,
        facts=_facts(content, payable=not invoice.is_nil),
        memo=content.memo,
        lines=tuple(_line(line) for line in content.lines),
        totals=_totals(invoice),
        credit_left=_credit_left(content),
        remit_to=()
        if void or credit or invoice.is_nil
        else _remit_to(content.remit_to, invoice.number or ""),
        bank_since=day(content.remit_to.valid_since),
        history=steps(entries, content.seller.legal_name),
    )


def grouped(iban: str) -> str:
    """In fours, as on paper."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def _status(invoice: Invoice, now: datetime) -> tuple[str, str]:
    if invoice.is_credit_note and invoice.state in OPEN:
        return f"Issued {day(invoice.content.issue_date)} for {invoice.content.corrects}", "due"
    if invoice.state is State.PAID and (invoice.credits or invoice.is_nil):
        return "Settled", "paid"
    due = day(invoice.content.due_date)
    today = now.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
    if invoice.state not in OPEN:
        return invoice.state.words.capitalize(), invoice.state.value
    part = "Partly paid · " if invoice.state is State.PARTIALLY_PAID else ""
    if invoice.overdue(today):
        return f"{part}Overdue since {due}", "overdue"
    return f"{part}Due {due}", "due"


def _closed(invoice: Invoice) -> str:
    seller = invoice.content.seller.legal_name
    if invoice.state is State.PAID and (invoice.credits or invoice.is_nil):
        return settled_words(invoice)
    if invoice.state is State.PAID:
        return f"This invoice is paid; {seller} thanks you. It can no longer be changed."
    if invoice.state is State.VOID:
        return (
            f"{seller} has voided this invoice: do not pay it. It can no longer be changed. "
            "Its number stays used, so you may want to keep it on file."
        )
    return ""


def _seller(content: Content) -> PartyPanel:
    seller = content.seller
    rows = [
        *_tax_ids(seller.tax_ids),
        LabelledRow(label="E-mail", value=seller.email),
        LabelledRow(label="Telephone", value=seller.phone),
    ]
    return PartyPanel(
        name=seller.legal_name, lines=tuple(seller.address.lines()), rows=_filled(rows)
    )


def _customer(content: Content, *, confirmed: bool) -> PartyPanel:
    bill_to = content.bill_to
    attention = (f"Attn: {bill_to.attention}",) if bill_to.attention else ()
    contact = ", ".join(part for part in bill_to.ap_contact.model_dump().values() if part)
    doubt = "" if confirmed else " (e-mail to be confirmed)"
    rows = [
        *_tax_ids(bill_to.tax_ids),
        LabelledRow(label="Cost centre", value=bill_to.cost_centre),
        LabelledRow(label="AP contact", value=f"{contact}{doubt}" if contact else ""),
    ]
    return PartyPanel(
        name=bill_to.legal_name,
        lines=(*attention, *bill_to.address.lines()),
        rows=_filled(rows),
    )


def _tax_ids(tax_ids: tuple[TaxId, ...]) -> list[LabelledRow]:
    return [LabelledRow(label=each.kind.label, value=each.value) for each in tax_ids]


def _filled(rows: list[LabelledRow]) -> tuple[LabelledRow, ...]:
    return tuple(row for row in rows if row.value)


def _facts(content: Content, *, payable: bool) -> tuple[LabelledRow, ...]:
    if content.corrects:
        return _filled(
            [LabelledRow(label=label, value=value) for label, value in note_facts(content)]
        )
    rows = [
        LabelledRow(
            label="PO number", value=content.po_number or ("Not added yet" if payable else "")
        ),
        LabelledRow(label="Issued", value=day(content.issue_date)),
        LabelledRow(label="Terms", value=net_terms(content.net_terms) if payable else ""),
        LabelledRow(label="Due", value=day(content.due_date) if payable else ""),
        LabelledRow(label="Contract", value=content.contract_name),
    ]
    return _filled(rows)


def _line(line: LineItem) -> LineRow:
    return LineRow(
        text=line.description,
        period=_period(line),
        arithmetic=line.arithmetic,
        quantity=f"{line.quantity:,f}".rstrip("0").rstrip(".")
        if line.quantity % 1
        else f"{line.quantity:,.0f}",
        unit_price=f"{line.unit_price.decimal:,f}",
        tax=f"{plain(line.tax_rate)}%",
        amount=f"{line.amount.decimal:,f}",
    )


def _period(line: LineItem) -> str:
    """`1 Jan 2027 – 31 Dec 2027`, or the one day that is known."""
    days = (each for each in (line.service_start, line.service_end) if each)
    return " – ".join(dict.fromkeys(day(each) for each in days))


def _credit_left(content: Content) -> str:
    """What is left of the contract's usage credit, where it has one."""
    left = content.credit_balance
    return "" if left is None else f"Usage credit left after this invoice: {amount(left)}"


def _totals(invoice: Invoice) -> tuple[LabelledRow, ...]:
    totals = invoice.content.totals
    rows = [LabelledRow(label="Net", value=amount(totals.net))]
    for each in totals.taxes:
        label = f"Tax {plain(each.rate)}%" + (f" of {each.net.decimal:,f}" if each.rate else "")
        rows.append(LabelledRow(label=label, value=amount(each.tax)))
    rows += [LabelledRow(label=label, value=by) for label, by in rounding_facts(invoice.content)]
    rows.append(LabelledRow(label="Total", value=amount(totals.total)))
    if invoice.paid.minor:
        rows.append(LabelledRow(label="Paid", value=amount(invoice.paid)))
    rows += [
        LabelledRow(label=f"Credit note {each.number}", value=amount(each.amount))
        for each in invoice.credits
    ]
    if invoice.paid.minor or invoice.credits:
        rows.append(LabelledRow(label="Amount due", value=amount(invoice.amount_due)))
    return tuple(rows)


def _remit_to(bank: BankAccount, number: str) -> tuple[LabelledRow, ...]:
    iban, account = bank.iban or "", bank.account_number or ""
    routing, bic = bank.routing_number or "", bank.bic or ""
    return _filled(
        [
            LabelledRow(label="Account holder", value=bank.holder, copy_text=bank.holder),
            LabelledRow(label="Bank", value=bank.bank_name),
            LabelledRow(label="IBAN", value=grouped(iban), copy_text=iban),
            LabelledRow(label="Account number", value=account, copy_text=account),
            LabelledRow(label="Routing number (ABA)", value=routing, copy_text=routing),
            LabelledRow(label="BIC (SWIFT)", value=bic, copy_text=bic),
            LabelledRow(label="Currency", value=bank.currency),
            LabelledRow(label="Payment reference", value=number, copy_text=number),
        ]
    )
