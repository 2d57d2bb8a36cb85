"""The customer's page: an invoice and its history in the words of a reader in AP."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.web.pages.link.credit import (
    amount_label,
    note_facts,
    settled_words,
)
from bot.web.pages.link.history import Step, steps
from bot.web.pages.link.rows import (
    LabelledRow,
    email_row,
    filled_rows,
    phone_row,
    remit_to,
    total_rows,
)
from bot.web.pages.link.sums import including, line_taxes
from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.domain.desk import is_due_soon
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN, Content, Invoice, State
from jupiter_core.domain.mail_contact import MailContact
from jupiter_core.domain.party import TaxId
from jupiter_core.domain.references import missing_in
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.unit import counted
from jupiter_core.queries.history import VersionEntry


class LineRow(Frozen):
    """`order` is its own PO number, `period` the days that it pays for, `arithmetic` how its price
    came about, `taxes` the names of several taxes, `discount` what is taken off, `list_price` from
    what its price is reduced, `net` its amount without the tax that is in its price; each of them
    may be empty."""

    text: str
    order: str
    period: str
    arithmetic: str
    taxes: str
    discount: str
    list_price: str
    net: str
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
    """All that the page shows but the forms. `named` is its kind and number. `tone` is due,
    overdue, paid or void; `closed` says why nothing can be changed any more, and is empty while it
    can."""

    named: str
    is_credit_note: bool
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
    references_missing: str
    facts: tuple[LabelledRow, ...]
    memo: str
    lines: tuple[LineRow, ...]
    price_column: str
    amount_column: str
    totals: tuple[LabelledRow, ...]
    credit_left: str
    early_payment: str
    late_fee: str
    remit_to: tuple[LabelledRow, ...]
    bank_since: str
    history: tuple[Step, ...]


def link_page(
    invoice: Invoice, entries: list[VersionEntry], now: datetime, say: PageWording
) -> LinkPage:
    """Of an issued invoice with its published versions, read at `now`."""
    content, words, number = invoice.content, say.words, invoice.number or ""
    status, tone = _status(invoice, now, say)
    void, credit = invoice.state is State.VOID, invoice.is_credit_note
    named = words.named_credit_note if credit else words.named_invoice
    payable = not (void or credit)
    asked = payable and not invoice.is_nil
    return LinkPage(
        named=named.format(number=number),
        is_credit_note=credit,
        number=number,
        colour=content.seller.colour,
        seller=_seller(content, say),
        customer=_customer(content, say, confirmed=invoice.mail_to is None),
        status=status,
        tone=tone,
        amount_label=amount_label(invoice, say),
        amount=say.amount(invoice.amount_due if payable else invoice.total),
        closed=_closed(invoice, say),
        po_number=content.po_number,
        po_required=content.bill_to.po_required,
        references_missing=_references_missing(content, say) if payable else "",
        facts=_facts(invoice, say, payable=not invoice.is_nil),
        memo=content.memo,
        lines=tuple(_line(line, say) for line in content.lines),
        price_column=including(say.words.unit_price, content, say),
        amount_column=including(say.words.amount, content, say),
        totals=total_rows(invoice, say),
        credit_left=_credit_left(content, say),
        early_payment=say.early_payment(invoice, content.seller.today(now)) if asked else "",
        late_fee=say.late_fee(invoice) if asked else "",
        remit_to=remit_to(content.remit_to, number, say) if asked else (),
        bank_since=say.day(content.remit_to.valid_since),
        history=steps(entries, content.seller.legal_name, say),
    )


def _status(invoice: Invoice, now: datetime, say: PageWording) -> tuple[str, str]:
    words, content = say.words, invoice.content
    if invoice.is_credit_note and invoice.state in OPEN:
        day = say.day(content.issue_date)
        return words.issued_for.format(day=day, number=content.corrects), "due"
    if invoice.state is State.PAID:
        settled = invoice.credits or invoice.settlements or invoice.is_nil
        return (words.settled if settled else words.paid), "paid"
    if invoice.state is State.VOID:
        return words.void, "void"
    due = say.day(content.due_date)
    today = now.astimezone(ZoneInfo(content.seller.time_zone)).date()
    part = f"{words.partly_paid} · " if invoice.state is State.PARTIALLY_PAID else ""
    if invoice.overdue(today):
        return part + words.overdue_since.format(day=due), "overdue"
    told = words.due_soon if is_due_soon(invoice, today) else words.due_on
    return part + told.format(day=due), "due"


def _closed(invoice: Invoice, say: PageWording) -> str:
    seller = invoice.content.seller.legal_name
    if invoice.state is State.PAID and (invoice.credits or invoice.is_nil):
        return settled_words(invoice, say)
    if invoice.state is State.PAID:
        return sentence_of(say.words.closed_paid, seller=seller)
    if invoice.state is State.VOID:
        return sentence_of(say.words.closed_void, seller=seller)
    return ""


def _seller(content: Content, say: PageWording) -> PartyPanel:
    seller = content.seller
    rows = [
        *_tax_ids(seller.tax_ids, say),
        email_row(seller.email, say),
        phone_row(seller.phone, say),
    ]
    return PartyPanel(
        name=seller.legal_name, lines=tuple(seller.address.lines()), rows=filled_rows(rows)
    )


def _customer(content: Content, say: PageWording, *, confirmed: bool) -> PartyPanel:
    bill_to, words = content.bill_to, say.words
    attention = (words.attention_to.format(name=bill_to.attention),) if bill_to.attention else ()
    contact = ", ".join(part for part in bill_to.ap_contact.model_dump().values() if part)
    doubt = "" if confirmed else f" ({words.unconfirmed})"
    rows = [
        *_tax_ids(bill_to.tax_ids, say),
        LabelledRow(label=words.cost_centre, value=bill_to.cost_centre),
        LabelledRow(label=words.ap_contact, value=f"{contact}{doubt}" if contact else ""),
        LabelledRow(label=words.more_contacts, value=_more(bill_to.more_contacts)),
        LabelledRow(label=words.deliver_to, value=bill_to.ship_to.words if bill_to.ship_to else ""),
    ]
    return PartyPanel(
        name=bill_to.legal_name,
        lines=(*attention, *bill_to.address.lines()),
        rows=filled_rows(rows),
    )


def _more(contacts: tuple[MailContact, ...]) -> str:
    return "; ".join(
        ", ".join(part for part in (each.name, each.email) if part) for each in contacts
    )


def _tax_ids(tax_ids: tuple[TaxId, ...], say: PageWording) -> list[LabelledRow]:
    return [LabelledRow(label=say.tax_id_label(each), value=each.value) for each in tax_ids]


def _facts(invoice: Invoice, say: PageWording, *, payable: bool) -> tuple[LabelledRow, ...]:
    words, content = say.words, invoice.content
    lacks_po = payable and not content.has_po
    facts = (
        (words.po_number, ", ".join(content.po_numbers) or (words.not_added if lacks_po else "")),
        (words.issued, say.day(content.issue_date)),
        (words.terms, say.terms(content.payment_terms) if payable else ""),
        (words.due, say.day(content.due_date) if payable else ""),
        (words.contract, content.contract_name),
        (words.replaces, content.replaces),
        (words.replaced_by, invoice.replaced_by.number if invoice.replaced_by else ""),
    )
    shown = note_facts(content, say) if content.corrects else (*facts, *_references(content, say))
    return filled_rows([LabelledRow(label=label, value=value) for label, value in shown])


def _references(content: Content, say: PageWording) -> Iterator[tuple[str, str]]:
    """What the customer files it by; what they require and is missing is told."""
    for each in content.reference_entries:
        missing = say.words.not_added if each.required else ""
        if each.printed:
            yield say.reference(each), each.value or missing


def _references_missing(content: Content, say: PageWording) -> str:
    """One sentence for each, `Cost centre is required.`"""
    names = (say.reference(each) for each in missing_in(content.reference_entries))
    return " ".join(sentence_of(say.words.required, what=name) for name in names)


def _line(stored: LineItem, say: PageWording) -> LineRow:
    line = stored.as_entered
    net = say.bare_amount(stored.amount) if stored.with_tax and stored.all_rates else ""
    return LineRow(
        text=line.description,
        order=_order(line, say),
        period=_period(line, say),
        arithmetic=say.arithmetic(line),
        quantity=counted(line.unit, line.quantity, say.number(line.quantity), say.language),
        unit_price=say.bare_price(line.unit_price),
        tax=say.rate(line.all_rates),
        taxes=line_taxes(line, say),
        amount=say.bare_amount(line.amount),
        discount=_discount(line, say),
        list_price=_list_price(line, say),
        net=say.words.net_of_line.format(amount=net) if net else "",
    )


def _discount(line: LineItem, say: PageWording) -> str:
    """`1,500.00; Discount 10% (Launch partner): -150.00`; empty without one."""
    own = line.discount
    if own is None:
        return ""
    rate = "" if own.percent is None else f" {say.rate(own.percent)}"
    reason = f" ({own.reason})" if own.reason else ""
    off = say.bare_amount(-own.off(line.gross))
    return f"{say.bare_amount(line.gross)}; {say.words.discount}{rate}{reason}: {off}"


def _list_price(line: LineItem, say: PageWording) -> str:
    """`List price 120.00, less 20.00`; empty without one."""
    off = line.price_discount
    if line.list_price is None or off is None:
        return ""
    price = say.bare_price(line.list_price)
    return say.words.list_price.format(price=price, off=say.bare_price(off))


def _order(line: LineItem, say: PageWording) -> str:
    """`PO number 4500017343, PO line 10`, as far as the line says them."""
    number = f"{say.words.po_number} {line.po_number}" if line.po_number else ""
    of_it = say.words.po_line.format(number=line.po_line) if line.po_line else ""
    return ", ".join(filter(None, (number, of_it)))


def _period(line: LineItem, say: PageWording) -> str:
    """`1 Jan 2027 – 31 Dec 2027`, or `1 Jan 2027 –` where only the first day is known."""
    first, last = (day and say.day(day) for day in (line.service_start, line.service_end))
    if first and last:
        return first if first == last else f"{first} – {last}"
    return f"{first} –" if first else f"– {last}" if last else ""


def _credit_left(content: Content, say: PageWording) -> str:
    """What is left of the contract's usage credit, where it has one."""
    left = content.credit_balance
    return "" if left is None else say.words.credit_left.format(amount=say.amount(left))
