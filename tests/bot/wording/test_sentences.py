"""Sentences that people read: one full stop, no rule of a standard, what was added and removed."""

import pytest

from bot.wording.e_invoices import why_none
from bot.wording.figures import amount
from bot.wording.names import changed_words, po_number
from bot.wording.text import full_stop
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.changes import Change
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import AlreadyConfirmed
from jupiter_core.ports import NoEInvoice
from tests.factories import a_draft


@pytest.mark.parametrize(
    ("typed", "currency", "said"),
    [
        ("1345000.00", "USD", "USD 1,345,000.00"),
        ("-25000.00", "EUR", "EUR -25,000.00"),
        ("1345000", "JPY", "JPY 1,345,000"),
        ("1.234", "KWD", "KWD 1.234"),
    ],
)
def test_an_amount_begins_with_its_currency(typed: str, currency: str, said: str) -> None:
    assert amount(Money.of(typed, currency)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask Jupiter US Inc.", "Ask Jupiter US Inc."),
        ("Ask Jupiter EU GmbH", "Ask Jupiter EU GmbH."),
    ],
)
def test_a_sentence_ends_with_one_full_stop(text: str, said: str) -> None:
    assert full_stop(text) == said


def test_a_refusal_ends_with_one_full_stop_too() -> None:
    assert AlreadyConfirmed("the names of Jupiter US Inc.").sentence == (
        "You have already confirmed the names of Jupiter US Inc."
    )
    assert AlreadyConfirmed("these names").sentence == "You have already confirmed these names."


def test_chat_and_page_say_what_is_missing_without_the_rule_of_the_standard() -> None:
    refusal = NoEInvoice(missing_for(a_draft(), Profile.PEPPOL))
    said = why_none(refusal)
    assert "Peppol" in said
    assert "rule" not in said
    assert "BR-02" not in said
    assert not any("(rule " in str(each) for each in refusal.refusals)


@pytest.mark.parametrize(
    ("old", "new", "listed", "told"),
    [
        ("", "1", "PO number added: 1", "added PO number 1"),
        ("1", "", "PO number removed: 1", "removed PO number 1"),
        ("1", "2", "PO number: 1 → 2", "changed the PO number: 1 → 2"),
    ],
)
def test_a_change_says_what_was_added_removed_or_replaced(
    old: str, new: str, listed: str, told: str
) -> None:
    change = Change(what="PO number", old=old, new=new)
    assert change.words == listed
    assert changed_words(change) == told


def test_a_po_number_that_is_missing_says_whether_the_customer_requires_one() -> None:
    assert po_number("4500017342", required=True) == "4500017342"
    assert po_number("", required=True) == "Required, not received yet"
    assert po_number("") == "Not received yet"
