"""Keeping the parties: what is issued keeps its snapshot, what is not is refreshed."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.parties import (
    SaveCustomer,
    SaveSenderProfile,
    save_customer,
    save_sender_profile,
)
from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.bank_schemes.labels import words_in
from jupiter_core.domain.due_rule_words import due_rule_words
from jupiter_core.domain.invoice import State
from jupiter_core.domain.late_fee import LateFee, Per, late_fee_of
from jupiter_core.domain.late_fee_words import late_fee_words
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.payment_terms import payment_terms_of
from jupiter_core.domain.reference_names import NAMES, name_in
from jupiter_core.domain.refusals import AlreadyTaken, ValidationErrors
from jupiter_core.domain.unit import Unit, unit_words
from tests.factories import FIONA, FRANK, a_customer, a_euro_bank, a_sender_profile
from tests.harness.workspace import UNPRINTABLE, MemoryWorkspace, Paper

TWO = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=2)


def _save(desk: MemoryWorkspace, party: SenderProfile | Customer) -> None:
    with desk.writing() as uow:
        if isinstance(party, Customer):
            save_customer(SaveCustomer(by=OPERATOR, customer=party), uow, desk.renderer)
        else:
            save_sender_profile(SaveSenderProfile(by=OPERATOR, profile=party), uow, desk.renderer)


@pytest.mark.parametrize(
    "party",
    [a_customer(attention="Floor 3"), a_sender_profile(colour="#00ff00")],
    ids=["customer", "profile"],
)
def test_an_edit_of_a_party_refreshes_what_waits_and_voids_its_approvals(
    party: SenderProfile | Customer,
) -> None:
    desk = MemoryWorkspace(TWO)
    waiting = desk.approve(desk.submit())
    _save(desk, party)
    refreshed = desk.now(waiting)
    assert (refreshed.state, refreshed.approvals) == (State.PENDING_APPROVAL, ())
    now_said = (refreshed.content.bill_to, refreshed.content.seller)
    assert (party.bill_to() if isinstance(party, Customer) else party.seller()) in now_said
    assert "was edited" in desk.events(waiting.id)[-1].note


def test_an_approved_invoice_that_is_refreshed_is_not_issued_on_its_day() -> None:
    desk = MemoryWorkspace()
    approved = desk.issued(issue_date=date(2026, 11, 23))
    _save(desk, a_customer(attention="Floor 3"))
    desk.clock.advance(days=2)
    assert desk.tick() == []
    assert desk.now(approved).state is State.PENDING_APPROVAL


@pytest.mark.parametrize("party", [a_customer(attention="Floor 3"), a_sender_profile(phone="+1")])
def test_what_is_issued_keeps_its_snapshot(party: SenderProfile | Customer) -> None:
    desk = MemoryWorkspace()
    issued, void = desk.issued(), desk.void(desk.submit())
    _save(desk, party)
    assert desk.now(issued) == issued
    assert desk.now(void) == void


def test_saving_what_is_there_already_voids_nothing() -> None:
    desk = MemoryWorkspace(TWO)
    approved = desk.approve(desk.submit())
    _save(desk, a_customer())
    _save(desk, a_sender_profile())
    assert desk.now(approved) == approved


def test_a_draft_that_was_sent_back_is_refreshed_and_stays_a_draft() -> None:
    desk = MemoryWorkspace()
    draft = desk.ask_for_changes(desk.submit())
    _save(desk, a_customer(attention="Floor 3"))
    assert desk.now(draft).state is State.DRAFT
    assert desk.now(draft).content.bill_to.attention == "Floor 3"


def test_a_profile_cannot_be_saved_with_other_bank_accounts() -> None:
    desk = MemoryWorkspace()
    _save(desk, a_sender_profile(bank_accounts=(a_euro_bank(),), bank_proposal=None))
    with desk.reading() as uow:
        assert uow.sender_profiles.get("sender-us") == a_sender_profile()


@pytest.mark.parametrize(
    ("party", "path"),
    [
        (a_customer(id="other"), "name"),
        (a_sender_profile(id="other", series="OTH-"), "legal_name"),
        (a_sender_profile(id="other", legal_name="Other Inc.", series="jus-"), "series"),
    ],
)
def test_a_name_in_use_is_refused_at_its_field(party: SenderProfile | Customer, path: str) -> None:
    with pytest.raises(AlreadyTaken) as refusal:
        _save(MemoryWorkspace(), party)
    assert refusal.value.path == path


def test_a_series_that_was_given_up_is_not_taken_by_another_entity() -> None:
    desk = MemoryWorkspace()
    desk.issued()
    _save(desk, a_sender_profile(series="NEW-"))
    with pytest.raises(AlreadyTaken) as refusal:
        _save(desk, a_sender_profile(id="other", legal_name="Other Inc."))
    assert refusal.value.path == "series"


def test_an_entity_cannot_start_its_series_again_in_another_letter_case() -> None:
    desk = MemoryWorkspace()
    desk.issued()
    with pytest.raises(AlreadyTaken):
        _save(desk, a_sender_profile(series="jus-"))


def test_an_entity_may_go_back_to_its_own_series_and_goes_on_counting() -> None:
    desk = MemoryWorkspace()
    numbers = [desk.issued().number]
    for series in ("NEW-", "JUS-"):
        _save(desk, a_sender_profile(series=series))
        numbers.append(desk.issued().number)
    assert numbers == ["JUS-000001", "NEW-000001", "JUS-000002"]


def test_what_the_paper_cannot_print_is_refused_at_each_of_its_fields() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(ValidationErrors) as mistakes:
        _save(desk, a_sender_profile(legal_name=UNPRINTABLE, phone=UNPRINTABLE))
    assert [each.path for each in mistakes.value.refusals] == ["legal_name", "phone"]
    with pytest.raises(ValidationErrors) as mistakes:
        _save(desk, a_customer(attention=UNPRINTABLE))
    assert [each.path for each in mistakes.value.refusals] == ["attention"]
    with pytest.raises(ValidationErrors) as mistakes:
        _save(desk, a_customer(buyer_reference=UNPRINTABLE))
    assert [each.path for each in mistakes.value.refusals] == ["buyer_reference"]


def test_another_language_reaches_the_invoices_that_wait_and_voids_their_approvals() -> None:
    desk = MemoryWorkspace(TWO)
    waiting = desk.approve(desk.submit())
    _save(desk, a_customer(language="fr"))
    assert desk.now(waiting).content.language == "fr"
    assert desk.now(waiting).approvals == ()


@dataclass
class PaperWithout(Paper):
    """Prints everything but these."""

    lacking: str

    def unprintable(self, text: str) -> str:
        return next((each for each in text if each in self.lacking), "")


def _refusals_of(renderer: Paper | PdfRenderer, customer: Customer) -> dict[str | None, str]:
    with MemoryWorkspace().writing() as uow:
        try:
            save_customer(SaveCustomer(by=OPERATOR, customer=customer), uow, renderer)
        except ValidationErrors as mistakes:
            return {each.path: each.sentence for each in mistakes.refusals}
    return {}


def test_japanese_needs_a_font_that_the_operator_adds() -> None:
    sentence = "Japanese needs a font that the operator adds (setting EXTRA_FONTS)."
    refused = _refusals_of(PdfRenderer(), a_customer(language="ja", attention="東京"))
    assert refused["language"] == sentence
    assert "東" in refused["attention"]
    assert _refusals_of(Paper(), a_customer(language="ja")) == {}


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"ja"}))
def test_every_other_language_is_printed_with_the_shipped_fonts(language: str) -> None:
    assert _refusals_of(PdfRenderer(), a_customer(language=language)) == {}


def _printed_in_japanese() -> str:
    """The labels of the paper, and what it says of terms, units, accounts and late fees."""
    fees = (late_fee_of(f"9% a {per} + EUR 1.00 after 3 days") for per in ("month", "year"))
    terms = ("EOM", "30 EOM", "45 days end of month", "15th of the month", "15th of next month")
    owed = Money.of("100.00", "EUR")
    say = PaperLanguages("ja")
    said = [
        *map(str, asdict(LANGUAGES["ja"]).values()),
        *(name_in("ja", key) for key in NAMES),
        *(unit_words(each, Decimal(2), "ja") for each in Unit),
        *words_in("ja").values(),
        *(due_rule_words(payment_terms_of(each), "ja", str) or "" for each in terms),
        *(late_fee_words(each, "ja", str, str) for each in fees),
        *(say.late_fee("7", 3, LateFee(percent=Decimal(1), per=per), owed, None) for per in Per),
        *(say.opening("", ""), say.invoice_total(owed), say.charge),
    ]
    return "".join(said)


def test_a_font_that_lacks_one_character_of_the_papers_own_words_is_not_enough() -> None:
    shipped = PdfRenderer()
    for character in {each for each in _printed_in_japanese() if shipped.unprintable(each)} | set(
        "年月日"
    ):
        refused = _refusals_of(PaperWithout(character), a_customer(language="ja"))
        assert list(refused) == ["language"], f"_JAPANESE in parties.py lacks {character}"
