"""Payment instructions in text that is not a bank's field: numbers of accounts, and the words of
somebody who wants money sent elsewhere.

>>> payment_words("Please pay DE89 3704 0044 0532 0130 00 from now on")
'DE89 3704 0044 0532 0130 00'
>>> payment_words("PO 4500017342, Bank Street")
''
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from jupiter_core.domain.payment_numbers import iban_in, payment_number
from jupiter_core.domain.payment_phrases import payment_phrase
from jupiter_core.domain.plain_text import PlainText
from jupiter_core.domain.refusals import Mistakes, PaymentInstructions


class Flag(NamedTuple):
    """Where what looks like payment instructions stands, and what it says."""

    label: str
    found: str

    @property
    def words(self) -> str:
        return f"{self.label} has what looks like payment instructions: “{self.found}”"


def payment_words(text: str) -> str:
    """The first that there are, as they were typed, or an empty string."""
    if not text:
        return ""
    plain = PlainText.read(text)
    return payment_number(plain) or payment_phrase(plain)


def flags_in(texts: Iterable[tuple[str, str]]) -> tuple[Flag, ...]:
    """Of labels and their texts, those with payment instructions; else an IBAN that runs over
    several of them."""
    given = [(label, text) for label, text in texts if text]
    flags = [Flag(label, found) for label, text in given if (found := payment_words(text))]
    if not flags:
        found = iban_in(PlainText.read("\n".join(text for _, text in given)))
        flags = [Flag("Several fields together", found)] if found else []
    return tuple(flags)


def expect_no_payment_words(texts: Mapping[str, str], beside: Mapping[str, str]) -> None:
    """`texts` maps a path to what is new there, `beside` to all that is printed in its order, so
    that a number spread over several fields is found too. Raises Mistakes, each at its path."""
    _expect_nothing(payment_words, texts, beside)


def expect_no_account_numbers(texts: Mapping[str, str], beside: Mapping[str, str]) -> None:
    """The same for numbers of accounts alone: words about payment pass. Raises Mistakes."""
    _expect_nothing(account_numbers, texts, beside)


def account_numbers(text: str) -> str:
    """The first number of an account that there is, as it was typed, or an empty string."""
    return payment_number(PlainText.read(text)) if text else ""


def _expect_nothing(
    look: Callable[[str], str], texts: Mapping[str, str], beside: Mapping[str, str]
) -> None:
    refusals = [
        PaymentInstructions(found).at(path) for path, text in texts.items() if (found := look(text))
    ]
    if not refusals and texts:
        found = iban_in(PlainText.read("\n".join(beside.values())))
        refusals = [PaymentInstructions(found).at(next(iter(texts)))] if found else []
    if refusals:
        raise Mistakes(refusals)
