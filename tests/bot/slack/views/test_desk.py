"""The desk: what one person is shown in the App Home."""

from datetime import date, timedelta

import pytest

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.slack.views.desk.all import PAGE_SIZE, forms_page, part_page, read_page
from bot.slack.views.desk.home import DeskView, desk_home
from bot.slack.views.desk.rows import Drawn
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.desk import DeskEntry, DeskKind, DeskSection, LocalDays, Owed
from jupiter_core.domain.money import LARGEST_MINOR
from jupiter_core.domain.party import BankProposal
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import DeadLetter, Message, SavedForm
from jupiter_core.queries.desk import DeskPart
from jupiter_core.queries.entity_sections import UnfinishedEntity, section_states
from jupiter_core.queries.setup_checklist import SetupStep
from jupiter_core.queries.waiting_proposals import WaitingProposals
from tests.bot.slack.views.test_listing import LONG, a_form
from tests.factories import NOW, SAM, WORKSPACE, a_sender_profile, a_us_bank
from tests.harness.drawn_views import expect_home, expect_modal, texts_in

TODAY = date(2026, 11, 22)
NOTHING = DeskView(name="Sam Ortiz", now=NOW, today=TODAY)
HOSTILE = f"<!channel> *_~` <https://evil|Pay> {'Ä' * 400}"


def an_entry(**changes: object) -> DeskEntry:
    return DeskEntry(
        subject_id="01JACME0000000000000000001",
        kind=DeskKind.INVOICE,
        sequence=3,
        name="JUS-000001",
        state="issued",
        customer="Acme Corporation",
        total_minor=134500000,
        currency="USD",
        seller_id="sender-us",
        drafted_by=SAM.id,
        due_date=date(2027, 1, 6),
        updated_at=NOW,
    ).model_copy(update=changes)


def owing(days: int, **changes: object) -> DeskEntry:
    given = {"due_on": TODAY + timedelta(days=days), "due_minor": 134500000, **changes}
    return an_entry(**given)


def a_part(section: DeskSection, *entries: DeskEntry, count: int = 0) -> DeskPart:
    return DeskPart(section=section, count=count or len(entries), entries=entries)


def drawn(*parts: DeskPart, **changes: object) -> list[str]:
    view = desk_home(NOTHING.model_copy(update={"parts": parts, **changes}))
    expect_home(view)
    return texts_in(view)


def a_letter(error: str) -> DeadLetter:
    message = Message(
        id="01JMESSAGE",
        workspace_id=WORKSPACE,
        stream="invoice:1",
        destination="slack",
        kind=MessageKind.CARD,
        body={},
    )
    return DeadLetter(message=message, error=error, failed_at=NOW)


def test_an_empty_desk_says_what_to_do() -> None:
    assert any("/invoice" in text for text in drawn())


def test_a_guest_reads_what_they_may_do_and_has_nothing_to_press() -> None:
    view = desk_home(NOTHING.model_copy(update={"is_guest": True, "may_draft": True}))
    expect_home(view)
    assert "action_id" not in str(view)
    assert any("As a guest" in text for text in texts_in(view))


def test_buttons_are_for_those_who_may() -> None:
    assert "New invoice" not in drawn()
    assert {"New invoice", "New contract"} <= set(drawn(may_draft=True))
    assert "Set up" not in drawn(may_draft=True)
    assert "Set up" in drawn(is_admin=True)


def test_totals_say_what_is_open_overdue_and_due_soon_by_currency() -> None:
    usd = Owed(
        currency="USD",
        open_minor=134600000,
        open_count=2,
        overdue_minor=100000,
        overdue_count=1,
    )
    text = "".join(drawn(owed=(usd, Owed(currency="JPY", open_minor=5000, open_count=1))))
    assert "USD 1,346,000.00 open (2)  ·  USD 1,000.00 overdue (1)" in text
    assert "JPY 5,000 open (1)  ·  nothing overdue  ·  nothing due within 7 days" in text


def test_a_total_over_the_largest_amount_is_said_to_be_more() -> None:
    owed = Owed(currency="USD", open_minor=LARGEST_MINOR + 1, open_count=2)
    assert "more than USD 10,000,000,000,000.00 open" in "".join(drawn(owed=(owed,)))


def test_a_row_to_approve_names_what_is_approved_and_asks_before_it_is() -> None:
    entry = an_entry(name="", state="pending_approval")
    view = desk_home(
        NOTHING.model_copy(
            update={
                "parts": (a_part(DeskSection.TO_APPROVE, entry),),
                "threads": {entry.subject_id: "https://slack.example/archives/C/p1"},
            }
        )
    )
    expect_home(view)
    buttons = next(each["elements"] for each in view["blocks"] if each["type"] == "actions")
    approve, changes, _, thread = buttons
    assert approve["value"] == "invoice 01JACME0000000000000000001:3"
    assert approve["confirm"]["text"]["text"] == (
        "Draft invoice  ·  Acme Corporation  ·  USD 1,345,000.00"
    )
    assert changes["action_id"] == "invoice_request_changes"
    assert thread["url"] == "https://slack.example/archives/C/p1"


def test_a_contract_and_a_credit_note_say_that_they_are_one() -> None:
    contract = an_entry(kind=DeskKind.CONTRACT, name="Platform", due_date=None)
    note = an_entry(kind=DeskKind.CREDIT_NOTE, name="")
    text = "".join(drawn(a_part(DeskSection.TO_APPROVE, contract, note)))
    assert "Contract Platform  ·  Acme" in text
    assert "Draft credit note  ·  Acme" in text


@pytest.mark.parametrize(
    ("section", "entry", "words"),
    [
        (DeskSection.OVERDUE, owing(-1), "1 day overdue, since 21 Nov 2026"),
        (DeskSection.OVERDUE, owing(-30), "30 days overdue, since 23 Oct 2026"),
        (
            DeskSection.OVERDUE,
            owing(-1, disputed=True),
            "1 day overdue, since 21 Nov 2026  ·  Disputed",
        ),
        (
            DeskSection.OVERDUE,
            owing(-1, promised_on=TODAY),
            "1 day overdue, since 21 Nov 2026  ·  Payment promised for 22 Nov 2026",
        ),
        (
            DeskSection.OVERDUE,
            owing(-1, promised_on=TODAY - timedelta(days=1)),
            "1 day overdue, since 21 Nov 2026",
        ),
        (DeskSection.DUE_SOON, owing(0), "Due today"),
        (DeskSection.DUE_SOON, owing(1), "Due tomorrow"),
        (DeskSection.DUE_SOON, owing(3), "Due 25 Nov 2026"),
        (DeskSection.DUE_SOON, owing(3, due_minor=100), "Due 25 Nov 2026 of USD 1,345,000.00"),
        (DeskSection.WAITING_FOR_PO, owing(3), "No PO yet  ·  Due 25 Nov 2026"),
        (DeskSection.RECENTLY_PAID, an_entry(settled_at=NOW), "Paid 22 Nov 2026"),
        (DeskSection.SENT_BACK, an_entry(sent_back="Wrong\nprice"), "“Wrong price”"),
        (
            DeskSection.SUBMITTED,
            an_entry(name=""),
            "Waiting for an approver since 22 Nov 2026",
        ),
        (DeskSection.DRAFTS, an_entry(name=""), "Not submitted  ·  changed 22 Nov 2026"),
    ],
)
def test_a_row_says_why_it_is_there(section: DeskSection, entry: DeskEntry, words: str) -> None:
    assert any(text.endswith(f"\n{words}") for text in drawn(a_part(section, entry)))


def test_what_is_left_to_pay_is_the_amount_of_a_row() -> None:
    part = owing(-1, due_minor=250000, total_minor=1000000)
    assert any(
        "Acme Corporation  ·  USD 2,500.00\n" in text
        for text in drawn(a_part(DeskSection.OVERDUE, part))
    )


def test_days_are_those_at_the_legal_entity() -> None:
    days = LocalDays(usual=TODAY, elsewhere=(("sender-us", TODAY + timedelta(days=1)),))
    texts = drawn(a_part(DeskSection.OVERDUE, owing(0)), days=days)
    assert any("1 day overdue" in text for text in texts)


def test_a_section_has_its_count_and_the_way_to_all_of_it() -> None:
    part = a_part(DeskSection.OVERDUE, *(owing(-1),) * 10, count=12345)
    texts = drawn(part)
    assert "Overdue (12,345)" in texts
    assert "Show all 12,345" in texts
    assert not any(t.startswith("Show all") for t in drawn(a_part(DeskSection.OVERDUE, owing(-1))))


def test_a_draft_has_amount_and_date_and_can_be_resumed_and_discarded() -> None:
    texts = drawn(forms=(a_form(),))
    assert any("Acme Corporation, 2 lines" in text for text in texts)
    assert any("Invoice, saved 22 Nov 2026" in text for text in texts)
    assert {"Resume", "Discard"} <= set(texts)


def test_drafts_older_than_two_weeks_fold_behind_one_line() -> None:
    old = a_form().model_copy(update={"updated_at": NOW - timedelta(days=14, seconds=1)})
    texts = drawn(forms=(old, old))
    assert "2 older drafts, not touched for two weeks" in texts
    assert "Resume" not in texts
    kept = a_form().model_copy(update={"updated_at": NOW - timedelta(days=14)})
    assert "Resume" in drawn(forms=(kept,))


def test_an_admin_sees_the_next_step_of_the_set_up_until_all_is_done() -> None:
    none = dict.fromkeys(SetupStep, False)
    assert "Add legal entity" in drawn(steps=none, is_admin=True)
    half = {**none, SetupStep.ENTITY: True}
    texts = drawn(steps=half, is_admin=True)
    assert "Set-up: 1 of 6 done" in texts
    assert "Name approvers" in texts
    done = dict.fromkeys(SetupStep, True)
    assert not any("Set-up" in text for text in drawn(steps=done, is_admin=True))


def test_the_checklist_says_what_is_open_of_an_entity_and_offers_to_complete_it() -> None:
    steps = {**dict.fromkeys(SetupStep, False), SetupStep.ENTITY: True}
    states = section_states(a_sender_profile(tax_ids=(), email="", logo=""))
    unfinished = UnfinishedEntity("p1", "Jupiter US Inc.", states)
    texts = drawn(steps=steps, is_admin=True, unfinished=unfinished)
    assert "\n        ✅  Name and address" in texts
    assert "\n        ▫️  Tax and registration" in texts
    assert "Complete Jupiter US Inc." in texts


def test_who_may_not_draft_is_offered_no_first_invoice() -> None:
    steps = {**dict.fromkeys(SetupStep, True), SetupStep.INVOICE: False}
    assert "New invoice" not in drawn(steps=steps, is_admin=True)
    assert "New invoice" in drawn(steps=steps, is_admin=True, may_draft=True)


def test_what_came_of_a_press_stands_at_the_top() -> None:
    assert drawn(said="You approved JUS-000001.").index("You approved JUS-000001.") == 1


def test_the_fullest_desk_of_hostile_names_is_a_view_that_slack_accepts() -> None:
    entry = owing(
        -1, customer=HOSTILE, name=HOSTILE, sent_back=HOSTILE, settled_at=NOW, drafted_by=HOSTILE
    )
    profile = a_sender_profile(
        legal_name=HOSTILE,
        bank_proposal=BankProposal(
            accounts=(a_us_bank(),), consent=Consent(proposed_by=SAM, proposed_at=NOW, needed=2)
        ),
    )
    view = desk_home(
        DeskView(
            name=HOSTILE,
            now=NOW,
            today=TODAY,
            is_admin=True,
            may_draft=True,
            reads_all=True,
            said=HOSTILE,
            owed=tuple(Owed(currency=each) for each in ("USD", "EUR", "GBP", "JPY") * 5),
            parts=tuple(a_part(each, *(entry,) * 10, count=99999) for each in DeskSection),
            proposals=WaitingProposals(banks=(profile,) * 30),
            stuck=(a_letter("x" * 10_000),) * 30,
            forms=(a_form(LONG),) * 30,
            threads={entry.subject_id: f"https://slack.example/{'x' * 200}"},
            steps=dict.fromkeys(SetupStep, False),
        )
    )
    expect_home(view)
    texts = texts_in(view)
    assert "Your drafts (99,999)" in texts
    assert sum(text.startswith("Show all") for text in texts) >= len(DeskSection)


@pytest.mark.parametrize("section", list(DeskSection))
def test_the_fullest_page_of_a_section_is_a_modal_that_slack_accepts(section: DeskSection) -> None:
    entry = owing(-1, customer=HOSTILE, name=HOSTILE, sent_back=HOSTILE, settled_at=NOW)
    part = a_part(section, *(entry,) * PAGE_SIZE, count=10_000)
    view = part_page(part, 3, Drawn(days=LocalDays(usual=TODAY)), HOSTILE)
    expect_modal(view)
    assert "61–80 of 10,000" in texts_in(view)
    assert {"Previous", "Next"} <= set(texts_in(view))


def test_a_page_of_forms_is_a_modal_that_ends() -> None:
    view = forms_page((a_form(LONG),) * 21, 1)
    expect_modal(view)
    assert "21–21 of 21" in texts_in(view)
    assert "Next" not in texts_in(view)


@pytest.mark.parametrize("value", ["", "nothing:1", "overdue:-1", "overdue:x", "overdue:99999999"])
def test_a_page_that_no_button_of_ours_names_is_the_first_of_nothing_or_of_its_list(
    value: str,
) -> None:
    assert read_page(value) in {("", 0), ("overdue", 0)}


def a_contract_form(years: int, day: int = 22) -> SavedForm:
    """1,000.00 a year, as it was kept on that day of November."""
    line = ContractLineForm(
        key="l1", kind="subscription", description="Platform", annual_price="1,000.00"
    )
    form = ContractForm(
        name="Acme",
        customer_name="Acme Corporation",
        currency="USD",
        start_date="2027-01-01",
        term_months=str(12 * years),
        lines=(line,),
    )
    return a_form().model_copy(
        update={"values": form.model_dump(mode="json"), "updated_at": NOW.replace(day=day)}
    )


@pytest.mark.parametrize("years", [3, 2, 3])
def test_a_contract_that_is_not_submitted_says_what_it_would_bill_as_it_is_now(years: int) -> None:
    told = drawn(forms=(a_contract_form(years),))
    assert f"Contract Acme with Acme Corporation, 1 line  ·  USD {years},000.00" in "\n".join(told)


def test_a_form_that_is_kept_again_as_it_was_has_the_later_day() -> None:
    for day in (21, 22):
        told = drawn(forms=(a_contract_form(2, day),))
        assert f"Not submitted  ·  Contract, saved {day} Nov 2026" in "\n".join(told)
