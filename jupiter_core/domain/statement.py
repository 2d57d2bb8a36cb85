"""Bank statements: what a bank says came in and went out, in whatever format it said so.

A statement is of one account in one currency. What is booked as one sum and listed in parts, such
as a batch of transfers, is an entry for each part.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.money import CurrencyCode, Money

MOST_TEXT = 1000
"""Characters of a remittance text that are kept; the formats allow 140 to 900."""
MOST_NAME = 140
MOST_REFERENCE = 70


class StatementFormat(StrEnum):
    """The formats that are read."""

    CAMT_053 = "camt.053"
    MT940 = "mt940"
    BAI2 = "bai2"
    OFX = "ofx"
    CSV = "csv"

    @property
    def words(self) -> str:
        """Its name as banks write it."""
        return self.value if self is StatementFormat.CAMT_053 else self.value.upper()


class StatementEntry(Frozen):
    """One movement. `amount` is what reached or left the account: above zero came in.

    `bank_reference` is the bank's own id of it, `batch` that of the sum in which it was booked
    with others. `fee` is what a bank kept of the payment before it arrived, where it says so.
    `is_reversal` marks what takes back an earlier entry.
    """

    booked_on: date
    value_on: date | None = None
    amount: Money
    counterparty: str = ""
    counterparty_account: str = ""
    remittance: str = ""
    structured_reference: str = ""
    end_to_end_id: str = ""
    bank_reference: str = ""
    batch: str = ""
    fee: Money | None = Field(default=None, exclude_if=lambda fee: fee is None)
    is_reversal: bool = False

    @property
    def came_in(self) -> bool:
        return self.amount.minor > 0

    def is_named_as(self, other: "StatementEntry") -> bool:
        """Whether both have the same reference of the bank's, or of the payer's."""
        pairs = (
            (self.bank_reference, other.bank_reference),
            (self.end_to_end_id, other.end_to_end_id),
        )
        return any(one and one == two for one, two in pairs)

    def without_payer(self) -> "StatementEntry":
        """Day, amount and the bank's own reference: nothing of who paid, and what for."""
        names = ("counterparty", "counterparty_account", "remittance")
        more = ("structured_reference", "end_to_end_id")
        return self.model_copy(update=dict.fromkeys((*names, *more), ""))

    @property
    def text(self) -> str:
        """All in which a payer may have named what is paid."""
        said = (self.structured_reference, self.remittance, self.end_to_end_id)
        return " ".join(filter(None, said))


class BankStatement(Frozen):
    """One account's statement. `account` has letters and digits only; it is empty where the file
    does not name it. `bank_code` is a BIC or an ABA routing number."""

    format: StatementFormat
    account: str = ""
    bank_code: str = ""
    currency: CurrencyCode
    number: str = ""
    opening: Money | None = None
    closing: Money | None = None
    entries: tuple[StatementEntry, ...]

    @property
    def total(self) -> Money:
        """What all entries come to."""
        return Money.sum((each.amount for each in self.entries), self.currency)

    @property
    def missing(self) -> Money | None:
        """What the entries lack to get from the opening balance to the closing one, zero where they
        agree; None where the file does not give both."""
        if self.opening is None or self.closing is None:
            return None
        return self.closing - self.opening - self.total

    @property
    def account_words(self) -> str:
        """The account for people, `DE89 …3000`: enough to tell it, too little to use it."""
        return account_words(self.account)


def account_words(account: str) -> str:
    """`…3000`, behind its country and check digits where it is an IBAN; empty for none."""
    if len(account) <= 4:
        return account
    head = f"{account[:4]} " if account[:2].isalpha() else ""
    return f"{head}…{account[-4:]}"


def account_of(typed: str) -> str:
    """An account number as accounts are compared: letters and digits, in capitals."""
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(each for each in plain if each.isascii() and each.isalnum()).upper()


def shown(text: str | None, limit: int) -> str:
    """Text of a bank on one line: white space folded, what cannot be seen left out, cut off."""
    folded = " ".join((text or "").split())
    seen = (each for each in folded if not unicodedata.category(each).startswith("C"))
    return unicodedata.normalize("NFC", "".join(seen))[:limit].strip()


def identities(
    account: str,
    currency: str,
    entries: Iterable[StatementEntry],
    met: Counter[str] | None = None,
) -> list[str]:
    """What tells each entry from all others of that account, in every file that has it.

    Entries that are alike in all are numbered: a bank that lists two equal payments on a day lists
    both in each file that has that day. `met` counts on from one page of a file to the next.
    """
    met = Counter() if met is None else met
    found = []
    for entry in entries:
        same = canonical_json([account, currency, *_marks(entry)])
        met[same] += 1
        found.append(sha256_hex(f"{same}#{met[same]}"))
    return found


def _marks(entry: StatementEntry) -> tuple[str | int, ...]:
    said = (entry.counterparty, entry.text) if not entry.bank_reference else ()
    return (
        entry.booked_on.isoformat(),
        entry.amount.minor,
        entry.bank_reference,
        entry.end_to_end_id,
        *said,
    )
