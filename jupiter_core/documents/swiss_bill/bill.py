"""What a QR-bill says: whom, from whom, how much, and with which reference."""

import re
import unicodedata
from dataclasses import dataclass

from jupiter_core.documents.standing import Standing, standing_of
from jupiter_core.documents.sums import due_of
from jupiter_core.domain.address import Address
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_reference import ReferenceKind

_CURRENCIES = frozenset({"CHF", "EUR"})
_LARGEST = 99_999_999_999
"""Minor units; the guidelines' limit."""
_SCHEME = "ch"
_HOUSE = re.compile(r"(.+\D) (\d+[\w/-]*)")
_PERMITTED = re.compile(r"[^\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]")
"""What is in none of the guidelines' ranges of characters."""


@dataclass(frozen=True)
class BillParty:
    """A structured address, each part as long as it may be."""

    name: str
    street: str
    house: str
    postal_code: str
    town: str
    country: str

    @classmethod
    def of(cls, name: str, address: Address) -> "BillParty | None":
        """None where the guidelines need more than is known."""
        street = " ".join(address.street.split())
        found = _HOUSE.fullmatch(street)
        split = found is not None and len(found[2]) <= 16
        party = cls(
            name=_within(name, 70),
            street=_within(found[1] if found and split else street, 70),
            house=found[2] if found and split else "",
            postal_code=_within(address.postal_code, 16),
            town=_within(address.city, 35),
            country=address.country,
        )
        return party if party.name and party.postal_code and party.town else None

    @property
    def lines(self) -> list[str]:
        """As they are printed; the country stands before the code where it is another one."""
        abroad = f"{self.country} - " if self.country not in ("CH", "LI") else ""
        street = f"{self.street} {self.house}".strip()
        place = f"{abroad}{self.postal_code} {self.town}"
        return [each for each in (self.name, street, place) if each]

    @property
    def rows(self) -> list[str]:
        """As the code has them."""
        street = [self.street, self.house, self.postal_code, self.town, self.country]
        return ["S", self.name, *street]


@dataclass(frozen=True)
class Bill:
    """`kind` is QRR, SCOR or NON, the last without a `reference`. Without a `debtor`, whoever pays
    writes who they are."""

    iban: str
    creditor: BillParty
    amount: Money
    debtor: BillParty | None
    kind: str
    reference: str
    shown_reference: str
    message: str

    @property
    def payload(self) -> str:
        """The text of the code, an element a line."""
        nobody = [""] * 7
        rows = [
            *("SPC", "0200", "1", self.iban),
            *self.creditor.rows,
            *nobody,
            *(f"{self.amount.decimal:.2f}", self.amount.currency),
            *(self.debtor.rows if self.debtor else nobody),
            *(self.kind, self.reference, self.message, "EPD"),
        ]
        return "\n".join(rows)


def bill_of(invoice: Invoice) -> Bill | None:
    """Of what asks for francs or euros on an account of the Swiss kind; else None."""
    content, due = invoice.content, due_of(invoice)
    bank, number = content.remit_to, invoice.number or ""
    payable = standing_of(invoice) is Standing.PAYABLE and 0 < due.minor <= _LARGEST
    if not payable or bank.scheme != _SCHEME:
        return None
    if due.currency not in _CURRENCIES or due.currency != bank.currency:
        return None
    creditor = BillParty.of(bank.holder, content.seller.address)
    if creditor is None:
        return None
    kind = _KINDS.get(bank.reference, "NON")
    return Bill(
        iban=bank.referenced_number,
        creditor=creditor,
        amount=due,
        debtor=BillParty.of(content.bill_to.legal_name, content.bill_to.address),
        kind=kind,
        reference="" if kind == "NON" else bank.reference_for(number),
        shown_reference="" if kind == "NON" else bank.shown_reference(number),
        message=_within(number, 140),
    )


_KINDS = {ReferenceKind.QRR: "QRR", ReferenceKind.RF: "SCOR"}


def _within(text: str, limit: int) -> str:
    """Of permitted characters; a letter with a mark that is none of them loses the mark."""
    kept = "".join(_plain(each) for each in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())[:limit].strip()


def _plain(character: str) -> str:
    if not _PERMITTED.match(character):
        return character
    return _PERMITTED.sub("", unicodedata.normalize("NFKD", character))
