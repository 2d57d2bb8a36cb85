"""Typed text into parties: all mistakes at once, each where its field is, and no other end."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.documents.mail_contact import typed_contacts
from bot.intake.documents.references import typed_fields
from bot.intake.modals.account import read_first_account
from bot.intake.modals.customer import read_customer_section
from bot.intake.modals.entity import read_new_entity, read_section
from bot.intake.modals.setup import parse_team
from bot.intake.modals.values import inputs_of, typed_of
from bot.intake.notation.endpoint import endpoint_of
from bot.intake.party_form import read_customer
from bot.intake.team import read_team
from bot.simulator.view_state import starting_state
from bot.slack.views.setup.customer import customer_section_view, new_customer_view
from bot.slack.views.setup.customer_fields import Known
from bot.slack.views.setup.entity import begin_view, make_view, section_view
from bot.slack.views.setup.opened import Opened, customer_facts, digests, profile_facts, read_opened
from bot.slack.views.setup.team import team_view
from bot.wording.choices import LANGUAGES
from jupiter_core.commands.team import Rhythm, SaveTeam
from jupiter_core.documents import languages
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.numbering import FirstNumber
from jupiter_core.domain.party import Customer, SenderProfile, TaxId, TaxIdKind
from jupiter_core.domain.portal import PortalKind, PortalPack
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.refusals import ChangedSinceSeen, Refusal, ValidationErrors
from jupiter_core.domain.reminder_schedule import ReminderSchedule
from jupiter_core.domain.ship_to import ShipTo
from jupiter_core.domain.workspace import Workspace
from jupiter_core.queries.customer_sections import CustomerSection
from jupiter_core.queries.entity_sections import EntitySection
from tests.factories import WORKSPACE, a_customer, a_sender_profile

TODAY = date(2026, 11, 22)
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "<!channel>",
            "<https://evil|Pay here>",
            "*_~`",
            "<script>alert(1)</script>",
            "a" * 10_000,
            "🎉👩‍👩‍👧",
            "שלום",
            "\u202egnp.exe",
            "²³",
            "١٢٣",
            "GB²",
            "US",
            "DE",
            "eu_vat",
            "EUR",
            "9930:DE136695976",
            "ja",
            "1e9999",
            "\x00",
            "../../etc/passwd",
        ]
    ),
)


def with_numbers(paths: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(paths, HOSTILE))


ENTITY = a_sender_profile(endpoint="9930:DE136695976", phone="+1 415 555 0100")
SECTIONS = [each for each in EntitySection if each is not EntitySection.BANK]
CUSTOMER = a_customer(endpoint="0088:4012345000009", portal=PortalPack(kind=PortalKind.COUPA))
CUSTOMER_PATHS = [
    "name",
    *(f"address.{part}" for part in ("street", "city", "region", "postal_code", "country")),
    *("ap_contact.email", "defaults.net_terms", "language", "buyer_reference", "endpoint"),
]


def a_form(section: EntitySection, profile: SenderProfile = ENTITY) -> dict[str, Any]:
    return section_view(section, profile, metadata="", guided=False)


def a_customer_form(section: CustomerSection, customer: Customer = CUSTOMER) -> dict[str, Any]:
    return customer_section_view(section, customer)


def submitted(view: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends for a form that nobody has touched."""
    return starting_state(view["blocks"])


def typed_into(paths: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    held = HOSTILE.map(lambda text: {"setup_typed": {"value": text}})
    return st.fixed_dictionaries({}, optional=dict.fromkeys(paths, held))


@pytest.mark.parametrize("section", SECTIONS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_whatever_is_typed_into_a_section_is_an_entity_or_mistakes_on_its_fields(
    section: EntitySection, data: st.DataObject
) -> None:
    paths = inputs_of(a_form(section))
    try:
        read = read_section(section, data.draw(typed_into(paths)), ENTITY)
        assert isinstance(read, SenderProfile)
    except ValidationErrors as mistakes:
        assert {each.path for each in mistakes.refusals} <= set(paths)
        assert all(0 < len(each.sentence) < 500 for each in mistakes.refusals)


NEW_PATHS = [
    *inputs_of(begin_view({}, "")),
    *inputs_of(make_view({"legal_name": "A", "address.country": "CN"}, "")),
]


@settings(deadline=None)
@given(with_numbers(NEW_PATHS))
def test_whatever_is_typed_is_a_new_entity_or_mistakes_on_its_fields(typed: dict[str, str]) -> None:
    try:
        assert isinstance(read_new_entity(typed, "p"), SenderProfile)
    except ValidationErrors as mistakes:
        assert {each.path for each in mistakes.refusals} <= set(NEW_PATHS)


@settings(deadline=None)
@given(with_numbers(CUSTOMER_PATHS))
def test_whatever_is_typed_is_a_customer_or_mistakes_on_its_fields(typed: dict[str, str]) -> None:
    good = {
        "name": "A",
        "address.street": "1 Way",
        "address.city": "B",
        "address.region": "CA",
        "address.country": "US",
    }
    try:
        assert isinstance(read_customer({**good, **typed}, "c"), Customer)
    except ValidationErrors as mistakes:
        assert {each.path for each in mistakes.refusals} <= set(CUSTOMER_PATHS)


@pytest.mark.parametrize("section", list(CustomerSection))
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_whatever_is_typed_into_a_customers_section_is_a_customer_or_mistakes_on_its_fields(
    section: CustomerSection, data: st.DataObject
) -> None:
    paths = inputs_of(a_customer_form(section))
    try:
        read = read_customer_section(section, data.draw(typed_into(paths)), CUSTOMER)
        assert isinstance(read, Customer)
    except ValidationErrors as mistakes:
        places = {_field_of(each.path or "") for each in mistakes.refusals}
        assert places <= set(paths)


def _field_of(path: str) -> str:
    """Those of a list that is typed into one field are told there."""
    typed_as_one = ("more_contacts", "references", "certificates")
    return next((each for each in typed_as_one if path.startswith(f"{each}[")), path)


LEI = "529900T8BM49AURSDO55"
FULL = a_customer(
    attention="Dana",
    cost_centre="CC-1",
    language="fr",
    second_language="de",
    buyer_reference="EK-2207",
    endpoint="0088:4012345000009",
    tax_ids=(
        TaxId(kind=TaxIdKind.LEI, value=LEI),
        TaxId(kind=TaxIdKind.EIN, value="91-1144442"),
    ),
    references=tuple(typed_fields("Project: P-77\nGL code (required)")),
    certificates=(Certificate(number="EX-4711"),),
    portal=PortalPack(kind=PortalKind.COUPA, supplier_number="4711"),
    delivery=Delivery.PORTAL,
    reminders=ReminderSchedule(days=(-3, 10), email=True),
    more_contacts=tuple(typed_contacts("cc: Bob Hale <bob@acme.example> (de)")),
    ship_to=ShipTo(name="Plant 2", code="P2", address=a_customer().address),
    defaults=DealDefaults(
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=45,
        tax_rate=Decimal("8.25"),
        late_fee=late_fee_of("1.5% a month after 10 days"),
        prices_include_tax=False,
    ),
)


@pytest.mark.parametrize("section", list(CustomerSection))
def test_an_untouched_section_of_a_customer_changes_nothing(
    section: CustomerSection,
) -> None:
    view = customer_section_view(section, FULL, known=Known([a_sender_profile()]))
    read = read_customer_section(section, submitted(view), FULL)
    number = {} if section is not CustomerSection.TAXES else {"tax_ids": read.tax_ids}
    assert read == FULL.model_copy(update=number)
    assert set(read.tax_ids) == set(FULL.tax_ids)


def test_each_field_of_a_customer_is_in_the_form_of_a_section() -> None:
    shown = [path for each in CustomerSection for path in inputs_of(a_customer_form(each))]
    assert set(shown) == {
        *("name", "address.street", "address.city", "address.region", "address.postal_code"),
        *("address.country", "tax_number", "ap_contact.name", "ap_contact.email"),
        *("more_contacts", "attention", "cost_centre", "po_required", "references"),
        *("ship_to.name", "ship_to.code", "ship_to.address.street", "ship_to.address.city"),
        *("ship_to.address.region", "ship_to.address.postal_code", "ship_to.address.country"),
        *("delivery", "portal.kind", "portal.name", "portal.supplier_number", "portal.our_id"),
        *("portal.their_id", "endpoint", "buyer_reference", "language", "second_language"),
        *("tax_ids[0].value", "tax_ids[1].value", "tax_ids[2].kind", "tax_ids[2].value"),
        *("defaults.tax_category", "defaults.tax_rate", "certificates"),
        *("defaults.sender_profile_id", "defaults.currency", "defaults.net_terms"),
        *("defaults.prices_include_tax", "defaults.late_fee"),
        *("reminders.days", "reminders.email"),
    }


def test_the_short_form_asks_for_nine_things() -> None:
    assert len(inputs_of(new_customer_view())) == 9


@pytest.mark.parametrize(
    ("country", "number", "kept"),
    [
        ("DE", "de 136695976", [("lei", LEI), ("eu_vat", "DE136695976")]),
        ("US", "91-1144442", [("lei", LEI), ("ein", "91-1144442")]),
        ("US", "", [("lei", LEI)]),
    ],
)
def test_the_number_of_the_short_form_is_the_usual_one_of_the_country_and_leaves_the_others(
    country: str, number: str, kept: list[tuple[str, str]]
) -> None:
    values = submitted(a_customer_form(CustomerSection.NAME, FULL))
    values["address.country"] = {"setup_country": {"selected_option": {"value": country}}}
    values["tax_number"] = {"setup_typed": {"value": number}}
    read = read_customer_section(CustomerSection.NAME, values, FULL)
    assert [(each.kind.value, each.value) for each in read.tax_ids] == kept


def test_a_number_that_is_none_of_its_country_is_told_at_its_field() -> None:
    values = submitted(a_customer_form(CustomerSection.NAME, FULL))
    values["tax_number"] = {"setup_typed": {"value": "12"}}
    with pytest.raises(ValidationErrors) as raised:
        read_customer_section(CustomerSection.NAME, values, FULL)
    assert [each.path for each in raised.value.refusals] == ["tax_number"]


@pytest.mark.parametrize("section", SECTIONS)
def test_an_untouched_section_changes_nothing(section: EntitySection) -> None:
    several = (*ENTITY.tax_ids, TaxId(kind=TaxIdKind.LEI, value="529900T8BM49AURSDO55"))
    first = FirstNumber(count=40)
    usual = DealDefaults(currency="USD", net_terms=45, tax_rate=Decimal("8.25"))
    profile = ENTITY.model_copy(
        update={"tax_ids": several, "first_credit_note_number": first, "defaults": usual}
    )
    assert read_section(section, submitted(a_form(section, profile)), profile) == profile


def test_an_empty_row_does_not_move_the_mistake_of_the_next_one() -> None:
    values: dict[str, dict[str, Any]] = {
        "tax_ids[0].value": {"setup_typed": {"value": ""}},
        "tax_ids[2].kind": {"setup_typed": {"selected_option": {"value": "lei"}}},
        "tax_ids[2].value": {"setup_typed": {"value": "1234"}},
    }
    with pytest.raises(ValidationErrors) as raised:
        read_section(EntitySection.NUMBERS, values, ENTITY.model_copy(update={"tax_ids": ()}))
    assert [each.path for each in raised.value.refusals] == ["tax_ids[2].value"]


@pytest.mark.parametrize(
    "schedule",
    [
        ReminderSchedule(days=(-3, 10), email=True),
        ReminderSchedule(days=(5,)),
        ReminderSchedule(days=()),
        ReminderSchedule(email=True),
    ],
)
def test_a_schedule_of_reminders_comes_back_from_both_forms(schedule: ReminderSchedule) -> None:
    customer, reminders = a_customer(reminders=schedule), CustomerSection.REMINDERS
    values = submitted(a_customer_form(reminders, customer))
    assert read_customer_section(reminders, values, customer) == customer
    profile = a_sender_profile(reminders=schedule)
    dates = EntitySection.DATES
    assert read_section(dates, submitted(a_form(dates, profile)), profile).reminders == schedule


def test_reminders_by_e_mail_without_days_are_on_the_usual_ones() -> None:
    typed = {
        "name": "A",
        "address.street": "1 Way",
        "address.city": "B",
        "address.country": "DE",
        "address.postal_code": "10115",
    }
    assert read_customer(typed, "c").reminders is None
    read = read_customer({**typed, "reminders.email": "true"}, "c").reminders
    assert read == ReminderSchedule(days=(-7, 0, 7, 14, 30), email=True)


def test_the_finance_channel_is_a_channels_id_and_may_be_left_as_it_is() -> None:
    typed = {"approvers": "U0FIONA", "approvals": "1"}
    assert read_team(typed).finance_channel is None
    assert read_team({**typed, "finance_channel": "C0FINANCE"}).finance_channel == "C0FINANCE"
    assert read_team({**typed, "finance_channel": ""}).finance_channel == ""
    with pytest.raises(ValidationErrors) as raised:
        read_team({**typed, "finance_channel": "#finance"})
    assert [each.path for each in raised.value.refusals] == ["finance_channel"]


def test_deals_in_shared_channels_are_allowed_or_forbidden_or_left_as_they_are() -> None:
    typed = {"approvers": "U0FIONA", "approvals": "1"}
    assert read_team(typed).shared_channels is None
    assert read_team({**typed, "shared_channels": "allowed"}).shared_channels is True
    assert read_team({**typed, "shared_channels": "forbidden"}).shared_channels is False
    with pytest.raises(ValidationErrors, match="allowed, forbidden"):
        read_team({**typed, "shared_channels": "no"})


def test_certain_payments_of_bank_statements_are_booked_by_hand_or_at_once() -> None:
    typed = {"approvers": "U0FIONA", "approvals": "1"}
    assert read_team(typed).book_certain is None
    assert read_team({**typed, "statement_booking": "certain"}).book_certain is True
    assert read_team({**typed, "statement_booking": "by_hand"}).book_certain is False
    with pytest.raises(ValidationErrors, match="by_hand, certain"):
        read_team({**typed, "statement_booking": "yes"})


def test_an_untouched_team_form_gives_back_the_team() -> None:
    team = SaveTeam(
        policy=ApprovalPolicy.model_validate(
            {
                "approvers": ("U0FIONA", "U0FRANK"),
                "approvals": 2,
                "rules": [
                    {"at_least": "0.5", "currency": "USD", "approvals": 2},
                    {
                        "at_least": "7",
                        "currency": "EUR",
                        "approvals": 2,
                        "sender_profile_id": "sender-us",
                    },
                ],
            }
        ),
        drafters=("U0SAM",),
        receivables=("U0OMAR",),
        rhythm=Rhythm(
            issue_lead_days=21,
            po_reminder_first_days=3,
            po_reminder_every_days=5,
            approval_reminder_days=2,
            approval_escalation_days=4,
            renewal_notice_days=60,
        ),
        readers=Readers.FINANCE,
        finance_channel="C0FINANCE",
        shared_channels=False,
        book_certain=True,
        keeps_groups=True,
    )
    workspace = Workspace(
        id=WORKSPACE,
        policy=team.policy,
        drafters=team.drafters,
        receivables=team.receivables or (),
        readers=Readers.FINANCE,
        finance_channel="C0FINANCE",
        shared_channels=False,
        book_certain=True,
        **team.rhythm.model_dump(),
    )
    assert (
        parse_team(submitted(team_view(workspace, metadata="", entities=(a_sender_profile(),))))
        == team
    )


def test_a_block_is_named_by_the_path_of_its_mistakes() -> None:
    with pytest.raises(ValidationErrors) as caught:
        read_new_entity({}, "p")
    assert {each.path for each in caught.value.refusals} == {
        "legal_name",
        "address.country",
        "series",
        "time_zone",
    }
    typed = {"iban": {"setup_typed": {"value": "DE88370400440532013000"}}}
    with pytest.raises(ValidationErrors) as caught:
        read_first_account(typed, TODAY)
    assert {each.path for each in caught.value.refusals} == {
        "holder",
        "currency",
        "iban",
    }
    typed = {"account_number": {"setup_typed": {"value": "1234"}}}
    with pytest.raises(ValidationErrors) as caught:
        read_first_account(typed, TODAY)
    assert {each.path for each in caught.value.refusals} >= {"holder", "bank_name", "currency"}


def test_the_bank_is_told_by_the_iban_where_it_was_left_empty() -> None:
    typed = {
        part: {"setup_typed": {"value": text}}
        for part, text in (
            ("holder", "A GmbH"),
            ("iban", "DE89 3704 0044 0532 0130 00"),
            ("currency", "EUR"),
        )
    }
    account = read_first_account(typed, TODAY)
    assert account is not None
    assert account.bank_name == "Commerzbank"


def test_an_address_line_that_is_too_long_is_told_on_its_own_field_and_all_else_too() -> None:
    typed = {
        "name": "A",
        "address.street": "s" * 300,
        "address.city": "c" * 101,
        "address.country": "US",
    }
    with pytest.raises(ValidationErrors) as caught:
        read_customer(typed, "c")
    told = [each.path for each in caught.value.refusals]
    assert told == ["address.street", "address.city"]


def test_a_street_and_a_city_that_are_missing_are_told_at_once() -> None:
    with pytest.raises(ValidationErrors) as caught:
        read_customer({"name": "A", "address.country": "DE"}, "c")
    assert [each.path for each in caught.value.refusals] == ["address.street", "address.city"]


def test_several_people_are_a_line_each() -> None:
    values = {"approvers": {"a": {"selected_users": ["U1", "U2"]}}}
    assert typed_of(values) == {"approvers": "U1\nU2"}


@pytest.mark.parametrize(
    "facts",
    [
        profile_facts(a_sender_profile(legal_name="é" * 140, email="e" * 254)),
        customer_facts(a_customer(name="🎉" * 140)),
    ],
)
def test_what_a_form_remembers_fits_into_a_view(facts: dict[str, str]) -> None:
    opened = Opened(nonce="n" * 26, subject="s" * 64, seen=digests(facts), extra="USD")
    assert len(str(opened)) < 3000
    assert read_opened(str(opened)) == opened
    opened.expect_unchanged("it", facts)


def test_a_second_writer_is_told_only_what_differs() -> None:
    before = customer_facts(a_customer())
    opened = Opened(nonce="n", seen=digests(before))
    after = customer_facts(a_customer(attention="Dana", po_required=False))
    with pytest.raises(ChangedSinceSeen) as caught:
        opened.expect_unchanged("Acme Corporation", after)
    assert caught.value.sentence == (
        "Acme Corporation has changed since you opened it: attention line is now “Dana”, "
        "PO required is now “no”. Close this and open it again."
    )


def test_the_languages_of_the_forms_are_those_of_the_paper() -> None:
    assert set(LANGUAGES) == set(languages.LANGUAGES)


def test_an_electronic_address_is_kept_trimmed_and_may_be_left_out() -> None:
    assert endpoint_of(" 9930:DE136695976\n") == "9930:DE136695976"
    assert endpoint_of(" ") == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("DE136695976", "write scheme:id"),
        ("9930:", "write scheme:id"),
        ("9930:DE 136", "write scheme:id"),
        ("1234:DE136695976", "“1234” is not a scheme"),
        (":x", "“” is not a scheme"),
        ("9930:" + "x" * 200, "100 characters at most"),
        ("0088:5790000435945", "valid GLN: its check digit is wrong"),
    ],
)
def test_what_is_no_electronic_address_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        endpoint_of(typed)


def test_a_language_that_the_paper_does_not_speak_is_refused_on_its_field() -> None:
    good = {
        "name": "A",
        "address.street": "1 Way",
        "address.city": "Oslo",
        "address.postal_code": "0150",
        "address.country": "NO",
    }
    assert read_customer(good, "c").language == "en"
    with pytest.raises(ValidationErrors) as caught:
        read_customer({**good, "language": "nb"}, "c")
    assert [each.path for each in caught.value.refusals] == ["language"]


def test_a_logo_stays_until_its_box_is_ticked() -> None:
    profile = a_sender_profile(logo="data:image/png;base64,AA==")
    view = a_form(EntitySection.LOOK, profile)
    values = submitted(view)
    assert read_section(EntitySection.LOOK, values, profile).logo == profile.logo
    (box,) = (each["element"] for each in view["blocks"] if each.get("block_id") == "logo")
    values["logo"] = {"setup_typed": {"selected_options": box["options"]}}
    assert read_section(EntitySection.LOOK, values, profile).logo == ""
