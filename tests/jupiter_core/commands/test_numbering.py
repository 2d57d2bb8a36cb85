"""Numbers by a pattern: anew with each year, from a first number on, and proved to have no gaps."""

from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.domain.numbering import FirstNumber
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import AlreadyTaken, InvalidNumberPattern, NumbersGiven
from jupiter_core.queries.verify_numbers import number_breaks
from tests.factories import WANDA, a_sender_profile
from tests.harness.workspace import MemoryWorkspace

YEARLY = "{SERIES}{YYYY}-{SEQ:5}"
NEW_YEAR = datetime(2027, 1, 1, 12, tzinfo=UTC)


def _save(desk: MemoryWorkspace, **changes: object) -> SenderProfile:
    with desk.writing() as uow:
        command = SaveSenderProfile(by=WANDA, profile=a_sender_profile(**changes))
        return save_sender_profile(command, uow, desk.renderer)


def _expect_no_gaps(desk: MemoryWorkspace) -> None:
    with desk.reading() as uow:
        assert number_breaks(uow) == []


def test_a_pattern_with_the_year_begins_anew_with_each_and_both_years_are_without_gaps() -> None:
    desk = MemoryWorkspace()
    _save(desk, number_pattern=YEARLY)
    assert desk.issued().number == "JUS-2026-00001"
    assert desk.issued().number == "JUS-2026-00002"
    desk.at(NEW_YEAR)
    assert desk.issued(issue_date=date(2027, 1, 1)).number == "JUS-2027-00001"
    _expect_no_gaps(desk)


def test_a_new_pattern_numbers_only_what_is_issued_from_then_on() -> None:
    desk = MemoryWorkspace()
    old = desk.issued()
    _save(desk, number_pattern=YEARLY)
    assert (desk.now(old).number, desk.issued().number) == ("JUS-000001", "JUS-2026-00001")
    _save(desk)
    assert desk.issued().number == "JUS-000002"
    _expect_no_gaps(desk)


def test_counting_begins_at_the_first_number_in_that_year_only() -> None:
    desk = MemoryWorkspace()
    _save(desk, number_pattern=YEARLY, first_number=FirstNumber(count=148))
    assert [desk.issued().number, desk.issued().number] == ["JUS-2026-00148", "JUS-2026-00149"]
    desk.at(NEW_YEAR)
    saved_again = _save(desk, number_pattern=YEARLY, first_number=FirstNumber(count=148))
    assert saved_again.first_number == FirstNumber(count=148, counter="JUS-2026-{SEQ:5}")
    assert desk.issued(issue_date=date(2027, 1, 1)).number == "JUS-2027-00001"
    _expect_no_gaps(desk)


def test_a_first_number_is_refused_once_there_is_a_number() -> None:
    desk = MemoryWorkspace()
    desk.issued()
    with pytest.raises(NumbersGiven, match="JUS-000001 has been given already") as refused:
        _save(desk, first_number=FirstNumber(count=500))
    assert refused.value.path == "first_number"
    assert desk.issued().number == "JUS-000002"


def test_a_credit_note_counts_by_itself_from_one() -> None:
    desk = MemoryWorkspace()
    _save(desk, number_pattern="{YYYY}-{SEQ:5}", first_number=FirstNumber(count=40))
    invoice = desk.issued()
    note = desk.approve(desk.credit(invoice))
    assert (invoice.number, note.number) == ("2026-00040", "2026-C00001")
    _expect_no_gaps(desk)


def test_credit_notes_begin_at_a_first_number_of_their_own() -> None:
    desk = MemoryWorkspace()
    _save(desk, first_number=FirstNumber(count=40), first_credit_note_number=FirstNumber(count=7))
    note = desk.approve(desk.credit(desk.issued()))
    assert (note.number, desk.issued().number) == ("JUS-C000007", "JUS-000041")
    _expect_no_gaps(desk)


def test_credit_notes_follow_a_pattern_of_their_own() -> None:
    desk = MemoryWorkspace()
    first = FirstNumber(count=20)
    own = {"credit_note_number_pattern": "CN-{YYYY}-{SEQ:4}", "first_credit_note_number": first}
    _save(desk, number_pattern=YEARLY, **own)
    invoice = desk.issued()
    note = desk.approve(desk.credit(invoice))
    assert (invoice.number, note.number) == ("JUS-2026-00001", "CN-2026-0020")
    assert _save(desk, number_pattern=YEARLY, **own).first_credit_note_number == FirstNumber(
        count=20, counter="CN-2026-{SEQ:4}"
    )
    _expect_no_gaps(desk)


def test_a_new_pattern_of_credit_notes_leaves_the_first_number_of_invoices() -> None:
    desk = MemoryWorkspace()
    _save(desk, first_number=FirstNumber(count=40))
    desk.issued()
    saved = _save(desk, first_number=FirstNumber(count=40), credit_note_number_pattern="CN-{SEQ:4}")
    assert saved.first_number == FirstNumber(count=40, counter="JUS-")


def test_a_first_credit_note_number_is_refused_once_there_is_a_credit_note() -> None:
    desk = MemoryWorkspace()
    desk.approve(desk.credit(desk.issued()))
    with pytest.raises(NumbersGiven, match="before the first credit note of a series") as refused:
        _save(desk, first_credit_note_number=FirstNumber(count=500))
    assert refused.value.path == "first_credit_note_number"


def test_a_credit_note_cannot_have_the_number_of_an_invoice() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(InvalidNumberPattern, match="could give the number of an invoice") as wrong:
        _save(desk, number_pattern=YEARLY, credit_note_number_pattern="JUS-{YYYY}-{SEQ:3}")
    assert wrong.value.path == "credit_note_number_pattern"


def test_credit_notes_of_one_entity_cannot_have_the_numbers_of_another() -> None:
    desk = MemoryWorkspace()
    other = {"id": "other", "legal_name": "Other Inc.", "series": "OTH-"}
    _save(desk, **other)
    with pytest.raises(AlreadyTaken) as refused:
        _save(desk, credit_note_number_pattern="OTH-{SEQ:6}")
    assert refused.value.path == "credit_note_number_pattern"


def test_two_entities_cannot_have_patterns_whose_numbers_could_meet() -> None:
    desk = MemoryWorkspace()
    _save(desk, number_pattern="{YYYY}-{SEQ:5}")
    other = {"id": "other", "legal_name": "Other Inc.", "series": "OTH-"}
    with pytest.raises(AlreadyTaken) as refused:
        _save(desk, **other, number_pattern="{YYYY}-{SEQ:4}")
    assert refused.value.path == "number_pattern"
    _save(desk, **other, number_pattern=YEARLY)


def test_a_missing_number_of_a_year_is_named() -> None:
    desk = MemoryWorkspace()
    _save(desk, number_pattern=YEARLY, first_number=FirstNumber(count=10))
    desk.issued()
    with desk.writing() as uow:
        uow.numbers.take("sender-us", "JUS-2026-{SEQ:5}")
    with desk.reading() as uow:
        (found,) = number_breaks(uow)
    assert found.problem == "1 of 2 numbers have no invoice: JUS-2026-00011"
