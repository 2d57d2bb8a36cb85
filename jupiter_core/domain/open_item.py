"""An issued invoice as a payment may name it: its numbers, its customer and what is due."""

import re
from datetime import date
from typing import Self

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.plain_text import plain_words

_PARTS = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]+")
_LEGAL_FORMS = frozenset(
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp",
        "ltd", "limited", "plc", "gmbh", "mbh", "ag", "kg", "se", "ug", "sa", "sas", "sarl",
        "spa", "srl", "bv", "nv", "oy", "ab", "as", "aps", "kk", "pty", "pte", "lda", "sl",
        "slu", "ltda", "und", "and", "et", "y", "e", "the",
    }
)  # fmt: skip
_LONGEST = 8
"""Parts of a number, such as the three of JUS-2026-0001."""


class OpenItem(Frozen):
    """`discounted` is what settles it until `discount_until`, where early payment is rewarded;
    `reference` the structured payment reference that it asks for, where it has one."""

    invoice_id: str
    number: str
    po_number: str = ""
    reference: str = ""
    customer_id: str
    customer: str
    profile_id: str
    due: Money
    issued_on: date
    due_on: date
    discounted: Money | None = None
    discount_until: date | None = None

    @classmethod
    def of(cls, invoice: Invoice) -> Self:
        """An invoice that has its number."""
        content = invoice.content
        early = content.early_payment
        # Of what was paid or credited in part, nobody can say what the discount still is.
        whole = invoice.amount_due == invoice.total
        return cls(
            invoice_id=invoice.id,
            number=invoice.number or "",
            po_number=content.po_number,
            reference=_reference(invoice),
            customer_id=content.bill_to.customer_id,
            customer=content.bill_to.legal_name,
            profile_id=invoice.sender_profile_id,
            due=invoice.amount_due,
            issued_on=content.issue_date,
            due_on=content.due_date,
            discounted=early.pays(invoice.total) if early and whole else None,
            discount_until=early.last_day(content.issue_date) if early and whole else None,
        )

    def settled_early_by(self, amount: Money, on: date) -> bool:
        """Whether that is all that is to pay on that day, the discount taken."""
        in_time = self.discount_until is not None and on <= self.discount_until
        return in_time and amount == self.discounted


def _reference(invoice: Invoice) -> str:
    account, number = invoice.content.remit_to, invoice.number or ""
    return account.reference_for(number) if account.reference else ""


def parts_of(text: str) -> list[str]:
    """Letters and digits of a text, in turn, as they are compared."""
    return _PARTS.findall(plain_words(text))


def keys_of(number: str) -> frozenset[str]:
    """How a number is looked up: with and without the zeros in front of its parts.

    >>> sorted(keys_of("JUS-0001"))
    ['jus0001', 'jus|1']
    """
    parts = parts_of(number)
    return frozenset({"".join(parts), _without_zeros(parts)} - {""})


def keys_in(text: str) -> frozenset[str]:
    """All numbers that a text may have, as `keys_of` spells them. A number stands for itself only
    where neither a digit nor a letter of the same word goes on."""
    parts = parts_of(text)
    found = set()
    for start in range(len(parts)):
        for end in range(start + 1, min(start + _LONGEST, len(parts)) + 1):
            found.add("".join(parts[start:end]))
            found.add(_without_zeros(parts[start:end]))
    return frozenset(found)


def digits_of(number: str) -> str:
    """The last digits of a number without zeros in front, where they are enough to mean something:
    `4711` of JUS-04711, and nothing of JUS-0001."""
    digits = [part for part in parts_of(number) if part.isdigit()]
    last = digits[-1].lstrip("0") if digits else ""
    return last if len(last) >= 3 else ""


def name_key(name: str) -> str:
    """A company's name without its legal form: `ACME Corp.` and `Acme Corporation` are alike."""
    words = plain_words(name).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(kept or words)


def _without_zeros(parts: list[str]) -> str:
    return "|".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)
