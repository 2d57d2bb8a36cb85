"""One invoice of 25 lines over two pages, and its content as plain text for the other makers."""

from decimal import Decimal
from typing import NamedTuple

from jupiter_core.documents import words
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.version import Version
from tests.factories import NOW, SAM, a_content, a_draft, a_line

LINES = 25


class Plain(NamedTuple):
    """What stands on the page, spelled as it is printed."""

    head: tuple[str, ...]
    seller: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    bill_to: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str], ...]
    remit_to: tuple[tuple[str, str], ...]
    note: str
    memo: str


def a_version_of(invoice: Invoice) -> Version:
    return Version.sealed(
        invoice, at=NOW, by=SAM, why="invoice.issued", note="", previous_hash="0" * 64
    )


def an_invoice(nth: int) -> Invoice:
    """The same seller and customer; every figure differs from one to the next."""
    lines = tuple(_line(number, nth) for number in range(1, LINES + 1))
    return a_draft(
        content=a_content(lines=lines), state=State.ISSUED, number=f"JUS-{nth:06d}", revision=1
    )


def _line(number: int, nth: int) -> LineItem:
    line = a_line(
        f"Platform module {number}, enterprise edition", str(number * 10 + nth), "1234.50"
    )
    return line.model_copy(update={"tax_rate": Decimal("8.875")})


def plain(invoice: Invoice) -> Plain:
    content = invoice.content
    say = words.of(content.language)
    labels, spell, bank, sums = say.labels, say.spell, content.remit_to, content.totals
    seller, bill_to = content.seller, content.bill_to
    tax_ids = [say.tax_id(each, seller.address.country) for each in seller.tax_ids]
    return Plain(
        head=(labels.invoice, invoice.number or ""),
        seller=(seller.legal_name, *seller.address.lines(), *tax_ids),
        facts=(
            (labels.issue_date, spell.day(content.issue_date)),
            (labels.due_date, spell.day(content.due_date)),
            (labels.terms, say.terms(content.payment_terms)),
            (labels.po_number, labels.po_pending),
            (labels.amount_due, spell.amount_with_currency(invoice.amount_due)),
        ),
        bill_to=(bill_to.legal_name, *bill_to.address.lines(), bill_to.ap_contact.email),
        columns=(
            labels.description,
            labels.quantity,
            labels.unit_price,
            labels.tax,
            say.amount_column(content),
        ),
        rows=tuple(_row(line, say) for line in content.lines),
        sums=(
            (labels.net, spell.amount(sums.net)),
            *((say.tax_of(each, content), spell.amount(each.tax)) for each in sums.taxes),
            (labels.total, spell.amount(sums.total)),
            (say.due_by(content.due_date), spell.amount_with_currency(invoice.amount_due)),
        ),
        remit_to=_remit_to(content, invoice, say),
        note=say.bank_note(bank.valid_since),
        memo=content.memo,
    )


def _row(line: LineItem, say: words.Wording) -> tuple[str, ...]:
    spell = say.spell
    return (
        line.description,
        spell.quantity(line.quantity),
        spell.price(line.unit_price),
        spell.rate(line.tax_rate),
        spell.amount(line.amount),
    )


def _remit_to(
    content: Content, invoice: Invoice, say: words.Wording
) -> tuple[tuple[str, str], ...]:
    labels, bank = say.labels, content.remit_to
    return (
        (labels.holder, bank.holder),
        (labels.bank, bank.bank_name),
        (labels.account, bank.account_number or ""),
        (labels.routing, bank.routing_number or ""),
        (labels.bic, bank.bic or ""),
        (labels.reference, invoice.number or ""),
        (labels.amount_due, say.spell.amount_with_currency(invoice.amount_due)),
        (labels.account_currency, bank.currency),
    )
