"""Payment instructions in text that is not a bank's field: numbers of accounts, and the words of
somebody who wants money sent elsewhere.

>>> payment_words("Please pay DE89 3704 0044 0532 0130 00 from now on")
'DE89 3704 0044 0532 0130 00'
>>> payment_words("PO 4500017342, Bank Street")
''
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from jupiter_core.domain.payment_instructions.numbers import iban_in, payment_number
from jupiter_core.domain.payment_instructions.phrases import WITHOUT_GAPS, payment_phrase
from jupiter_core.domain.payment_instructions.spelled_out import found_in_pieces, put_together
from jupiter_core.domain.plain_text import PlainText
from jupiter_core.domain.refusals import PaymentInstructions, ValidationErrors

_KEPT = 2048
"""Texts whose findings are remembered: one invoice is looked at again for each of its cards."""


class Flag(NamedTuple):
    """Where what looks like payment instructions stands, and what it says."""

    label: str
    found: str

    @property
    def words(self) -> str:
        return f"{self.label} has what looks like payment instructions: “{self.found}”"


@lru_cache(_KEPT)
def payment_words(text: str) -> str:
    """The first that there are, as they were typed, or an empty string."""
    if not text:
        return ""
    plain = PlainText.read(text)
    together = put_together(plain)
    return payment_number(plain) or _phrase(plain, together) or payment_number(together)


@lru_cache(_KEPT)
def account_numbers(text: str) -> str:
    """The first number of an account that there is, as it was typed, or an empty string."""
    if not text:
        return ""
    plain = PlainText.read(text)
    return payment_number(plain) or payment_number(put_together(plain))


def flags_in(texts: Iterable[tuple[str, str]]) -> tuple[Flag, ...]:
    """Of labels and their texts, those with payment instructions; else an IBAN that runs over
    several of them, or a phrase over two that are near each other."""
    given = [(label, text) for label, text in texts if text]
    flags = [Flag(label, found) for label, text in given if (found := payment_words(text))]
    if not flags:
        found = iban_in(PlainText.read("\n".join(text for _, text in given)))
        flags = [Flag("Several fields together", found)] if found else []
    return tuple(flags or (Flag(f"{a} and {b}", found) for a, b, found in _over_two(given)))


def expect_no_payment_words(texts: Mapping[str, str], beside: Mapping[str, str]) -> None:
    """`texts` maps a path to what is new there, `beside` to all that is printed in its order, so
    that a number spread over several fields is found too, and a phrase over two of which one is
    new. Raises ValidationErrors, each at its path."""
    _expect_nothing(payment_words, texts, beside)
    refusals = [
        PaymentInstructions(found).at(b if b in texts else a)
        for a, b, found in _over_two(beside.items())
        if a in texts or b in texts
    ]
    if refusals:
        raise ValidationErrors(refusals)


def expect_no_account_numbers(texts: Mapping[str, str], beside: Mapping[str, str]) -> None:
    """The same for numbers of accounts alone: words about payment pass. Raises ValidationErrors."""
    _expect_nothing(account_numbers, texts, beside)


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
        raise ValidationErrors(refusals)


def _over_two(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The names of two texts that follow each other, or with one between them, and the phrase that
    runs over both. Numbers are not looked for: a bank's name before a purchase order's number is
    no account."""
    given = [(name, text) for name, text in texts if text]
    for (a, before), (b, after) in (*pairwise(given), *zip(given, given[2:], strict=False)):
        found = _phrase_in(f"{before}\n{after}")
        if found and not (payment_words(before) or payment_words(after)):
            yield a, b, found


@lru_cache(_KEPT)
def _phrase_in(text: str) -> str:
    plain = PlainText.read(text)
    return _phrase(plain, put_together(plain))


def _phrase(plain: PlainText, together: PlainText) -> str:
    found = payment_phrase(plain) or found_in_pieces(plain, WITHOUT_GAPS)
    return found or (payment_phrase(together) if together != plain else "")
