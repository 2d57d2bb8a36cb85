"""What an invoice or a contract is found by: its entry of the search index, and what is wanted.

An entry follows from its document and can be made anew at any time; `FORM` says by which rules.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.desk import DUE_SOON, LocalDays
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.text import key_of

FORM = 2
"""Counts the rules by which entries are made; entries of another form are made anew."""

_DIGITS = re.compile(r"[0-9]+")
_PARTS = re.compile(r"[^\w]+")
_LONGEST_WORDS = 4000
_LONGEST_NUMBER = 100
_INDEXED = 3
"""Characters: a text that is shorter is looked for without the index of words."""


class SearchKind(StrEnum):
    """What is looked for."""

    INVOICE = "invoice"
    CONTRACT = "contract"


class PaperKind(StrEnum):
    """Which of the two an issued paper is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Order(StrEnum):
    """How a list is sorted; each begins with what people look for first."""

    CHANGED = "changed"
    DATE = "date"
    DUE = "due"
    AMOUNT = "amount"
    CUSTOMER = "customer"


class SearchEntry(Frozen):
    """A row of a list, and what it is found by.

    `title` is an invoice's number, empty before issue, or a contract's name. `number_plain` is the
    number without leading zeros, `serial` its last figures. `words` are all searched words and
    `amounts` all amounts, each between spaces. `state` is the state's value. Days are ISO; those of
    a contract are its start, and none.
    """

    subject_id: str
    kind: SearchKind
    title: str = ""
    number_plain: str = ""
    serial: str = ""
    words: str
    amounts: str
    customer: str
    customer_key: str
    po_number: str = ""
    po_key: str = ""
    external_id: str = ""
    external_key: str = ""
    state: str
    is_open: bool = False
    currency: str
    total_minor: int
    due_minor: int = 0
    issue_date: str
    due_date: str = ""
    deal_channel: str
    drafted_by: str
    corrects: str = ""
    updated_at: datetime

    @property
    def indexed(self) -> str:
        """All that a term may be among, between spaces."""
        return f"{self.words}{self.number_plain} {self.serial}{self.amounts}"

    @property
    def total(self) -> Money:
        return Money.of_minor(self.total_minor, self.currency)

    @property
    def due(self) -> Money:
        """What is left to pay."""
        return Money.of_minor(self.due_minor, self.currency)

    def overdue(self, today: date) -> bool:
        """Issued, not paid, and due before that day."""
        return self.is_open and self.due_minor > 0 and self.due_date < today.isoformat()

    def due_soon(self, today: date) -> bool:
        """Issued, not paid, and due within DUE_SOON of that day."""
        last = (today + DUE_SOON).isoformat()
        is_owed = self.is_open and self.due_minor > 0
        return is_owed and today.isoformat() <= self.due_date <= last


class Term(Frozen):
    """One word or quoted phrase: whatever is given may match. `text` is a key; a `whole` one must
    be a word of its own. `number` is a number without leading zeros. `amount` is as `amount_key`
    spells it, in `currency` where that was said."""

    text: str = ""
    whole: bool = False
    number: str = ""
    amount: str = ""
    currency: str = ""

    @property
    def sought(self) -> tuple[str, ...]:
        """What of an entry's `indexed` text contains one of if this term finds it."""
        text = f" {self.text} " if self.whole and self.text else self.text
        others = (f" {each} " for each in (self.number, self.amount) if each)
        return (*([text] if text else []), *others)

    @property
    def is_for_words_alone(self) -> bool:
        """Whether it finds all that has its text in `indexed`: what stands there beside the words
        is figures between spaces, but for what of a number has none, which is a word too."""
        is_word = re.search(r"[0-9\s\x00-\x1f]", self.text) is None
        return is_word and len(self.text) >= _INDEXED and not (self.number or self.amount)


class Sight(Frozen):
    """Whose rows a person may see: all, or their own and those of some channels."""

    person: str
    everything: bool = False
    channels: frozenset[str] = frozenset()


class Wanted(Frozen):
    """What a list has: all that is given holds. `customer` and `po` are keys that it contains.
    Days are issue dates, both ends included; what is `overdue` is so on the day `today`, or, where
    they are given, on the `days` of the legal entities.

    What is `past_due` is owed, and has been so for at least and at most so many days since it was
    due; None is without end. `issued_days` are those up to and with today in which it was issued,
    0 for any; `paid_since` is when it was settled at the earliest. They count by `days` too.
    """

    sight: Sight
    kind: SearchKind = SearchKind.INVOICE
    terms: tuple[Term, ...] = ()
    states: tuple[str, ...] = ()
    overdue: bool = False
    unpaid: bool = False
    today: date
    channel: str = ""
    customer: str = ""
    po: str = ""
    drafted_by: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    currency: str = ""
    paper: PaperKind | None = None
    days: LocalDays | None = None
    past_due: tuple[int | None, int | None] | None = None
    issued_days: int = 0
    paid_since: datetime | None = None
    po_awaited: bool = False
    upload_due: bool = False
    order: Order = Order.CHANGED

    @property
    def is_for_words_alone(self) -> bool:
        """Of everybody's, whatever the order: nothing else is asked of an entry."""
        words = bool(self.terms) and all(term.is_for_words_alone for term in self.terms)
        given = {"sight": self.sight, "kind": self.kind, "terms": self.terms, "today": self.today}
        return words and self.sight.everything and self._is_but(**given)

    @property
    def is_for_states_alone(self) -> bool:
        """Of what is seen: whatever the order, nothing else is asked but for states."""
        return self._is_but(sight=self.sight, kind=self.kind, today=self.today, states=self.states)

    def _is_but(self, **given: Any) -> bool:
        """Whether nothing else is given, but days and an order."""
        return Wanted(**given) == self.model_copy(update={"days": None, "order": Order.CHANGED})

    @property
    def is_all_that_is_overdue(self) -> bool:
        """Of everybody's invoices or of one person's, whatever the order: nothing else is asked."""
        whole = self.sight.everything or not self.sight.channels
        return whole and self._is_but(sight=self.sight, today=self.today, overdue=True)


def entry_of_invoice(invoice: Invoice, at: datetime) -> SearchEntry:
    """`at` is when it changed last."""
    content, number = invoice.content, invoice.number or ""
    contact = content.bill_to.ap_contact
    return SearchEntry(
        subject_id=invoice.id,
        kind=SearchKind.INVOICE,
        title=number,
        number_plain=plain_number(number),
        serial=serial_of(number),
        words=_words(
            number,
            content.bill_to.legal_name,
            content.po_number,
            invoice.external_id,
            contact.name,
            contact.email,
            *(f"{each.name} {each.email}" for each in content.bill_to.more_contacts),
            invoice.mail_to or "",
            content.contract_name,
            content.corrects,
            content.memo,
            *content.po_numbers,
            *(each.value for each in content.reference_entries),
        ),
        amounts=_amounts(content.totals.net, invoice.total, invoice.amount_due),
        customer=content.bill_to.legal_name,
        customer_key=key_of(content.bill_to.legal_name),
        po_number=content.po_number,
        po_key=key_of(content.po_number),
        external_id=invoice.external_id,
        external_key=key_of(invoice.external_id),
        state=invoice.state.value,
        is_open=invoice.state in OPEN and not invoice.is_credit_note,
        currency=content.currency,
        total_minor=invoice.total.minor,
        due_minor=invoice.amount_due.minor,
        issue_date=content.issue_date.isoformat(),
        due_date=content.due_date.isoformat(),
        deal_channel=invoice.deal_channel,
        drafted_by=invoice.drafted_by.person,
        corrects=content.corrects,
        updated_at=at,
    )


def entry_of_contract(contract: Contract, at: datetime) -> SearchEntry:
    """`at` is when it changed last."""
    shown = contract.shown
    return SearchEntry(
        subject_id=contract.id,
        kind=SearchKind.CONTRACT,
        title=contract.name,
        words=_words(
            contract.name, contract.customer_name, contract.external_id, contract.po_number
        ),
        amounts=_amounts(shown.total),
        customer=contract.customer_name,
        customer_key=key_of(contract.customer_name),
        po_number=contract.po_number,
        po_key=key_of(contract.po_number),
        external_id=contract.external_id,
        external_key=key_of(contract.external_id),
        state=contract.state.value,
        currency=shown.terms.currency,
        total_minor=shown.total.minor,
        issue_date=shown.terms.start_date.isoformat(),
        deal_channel=contract.deal_channel,
        drafted_by=contract.drafted_by.person,
        updated_at=at,
    )


def plain_number(number: str) -> str:
    """A number as people shorten it.

    >>> plain_number("JUS-000001"), plain_number("2027-00012")
    ('jus-1', '2027-12')
    """
    return _DIGITS.sub(lambda found: found[0].lstrip("0") or "0", key_of(number[:_LONGEST_NUMBER]))


def serial_of(number: str) -> str:
    """The last figures of a number, without leading zeros; empty where it has none."""
    found = _DIGITS.findall(number)
    return (found[-1].lstrip("0") or "0") if found else ""


def amount_key(amount: Decimal) -> str:
    """An amount without its sign and without decimals that say nothing.

    >>> amount_key(Decimal("1345000.00")), amount_key(Decimal("-99.50"))
    ('1345000', '99.5')
    """
    spelled = f"{abs(amount):f}"
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled


def _words(*texts: str) -> str:
    """Each as it is and, where it is parted by marks, its parts too; all between spaces."""
    said = " ".join(key_of(each) for each in texts if each).split()
    parts = [part for word in said for part in _PARTS.split(word) if part and part != word]
    return " " + " ".join([*said, *parts])[:_LONGEST_WORDS] + " "


def _amounts(*amounts: Money) -> str:
    return " " + " ".join(dict.fromkeys(_keys(amounts))) + " "


def _keys(amounts: Iterable[Money]) -> Iterable[str]:
    return (amount_key(each.decimal) for each in amounts)
