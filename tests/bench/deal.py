"""Invoices of 25 lines over two pages, or of more, and their content as plain text for the other
makers."""

from functools import cache
from typing import NamedTuple

from bot.demo.play import HERE
from jupiter_core.documents import words
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.version import Version
from tests.factories import NOW, SAM, a_content, a_draft, a_euro_bank, a_line

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


def an_invoice(nth: int, lines: int = LINES) -> Invoice:
    """The same seller and customer; every figure differs from one to the next."""
    return _issued(nth, a_content(lines=_lines(lines, nth, "USD", "8.875")))


def in_euros(nth: int) -> Invoice:
    """The same to be paid to an IBAN, with a code to scan."""
    return _issued(
        nth,
        a_content(currency="EUR", remit_to=a_euro_bank(), lines=_lines(LINES, nth, "EUR", "19")),
    )


def with_logo(nth: int) -> Invoice:
    """The same with the SVG logo of the demo."""
    content = an_invoice(nth).content
    seller = content.seller.model_copy(update={"logo": _logo()})
    return _issued(nth, content.model_copy(update={"seller": seller}))


@cache
def _logo() -> str:
    return PdfRenderer().logo((HERE / "logos" / "us.svg").read_bytes(), "image/svg+xml")


def _issued(nth: int, content: Content) -> Invoice:
    return a_draft(content=content, state=State.ISSUED, number=f"JUS-{nth:06d}", revision=1)


def _lines(count: int, nth: int, currency: str, rate: str) -> tuple[LineItem, ...]:
    return tuple(
        a_line(
            f"Platform module {number}, enterprise edition",
            str(number * 10 + nth),
            "1234.50",
            currency,
            rate,
        )
        for number in range(1, count + 1)
    )


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
        (labels.account, bank.account_number or bank.iban or ""),
        (labels.routing, bank.routing_number or ""),
        (labels.bic, bank.bic or ""),
        (labels.reference, invoice.number or ""),
        (labels.amount_due, say.spell.amount_with_currency(invoice.amount_due)),
        (labels.account_currency, bank.currency),
    )
