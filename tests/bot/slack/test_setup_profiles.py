"""Sender profiles in `/invoice setup`, as a workspace admin edits them."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.paper_template import (
    LegalFooter,
    LogoPlace,
    PaperColumn,
    PaperTemplate,
)
from tests.harness.setup_client import ADMIN, FINANCE, SALES, UNPRINTABLE, SetupClient, a_stage

BEGUN = {"legal_name": "Jupiter EU GmbH", "address.country": "DE"}
MADE = {
    "address.street": "Friedrichstraße 68",
    "address.city": "Berlin",
    "address.postal_code": "10117",
    "series": "JEU-",
}
ACCOUNT = {"iban": "de89 3704 0044 0532 0130 00", "bic": "COBADEFFXXX"}


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def filled(stage: SetupClient, callback_id: str, typed: dict[str, str]) -> None:
    stage.view(callback_id)
    for path, value in typed.items():
        stage.set(path, value)


def begun(stage: SetupClient, **changes: str) -> None:
    """At the second step of a new entity."""
    stage.opened()
    stage.press("setup_add_profile")
    filled(stage, "setup_entity_begun", {**BEGUN, **changes})
    assert stage.submit()["ok"]
    stage.view("setup_entity_made")


def typed_profile(stage: SetupClient, **changes: str) -> None:
    """The second step is filled in, and not submitted."""
    begun(stage)
    filled(stage, "setup_entity_made", {**MADE, **changes})


def made(stage: SetupClient) -> str:
    """The id of an entity that is made; its third step is open."""
    typed_profile(stage)
    assert stage.submit()["ok"]
    stage.showing("Step 3 of 5")
    return _id_of(stage, "Jupiter EU GmbH")


def section(
    stage: SetupClient, name: str, profile_id: str = "sender-us", user: str = ADMIN
) -> None:
    """The form of one section is open."""
    stage.opened(user)
    stage.press("setup_edit_profile", f"profile_{profile_id}", user)
    stage.view("setup_entity", user)
    stage.press("setup_edit_section", f"section_{name}", user)
    stage.view("setup_section_saved", user)


def test_setup_shows_profiles_customers_and_team(stage: SetupClient) -> None:
    stage.opened()
    text = stage.showing("Legal entities")
    assert "Jupiter US Inc.\nJUS- · United States · USD" in text
    assert "Acme Corporation\nUnited States · dana@acme.example · PO required" in text


@pytest.mark.parametrize("user", [SALES, FINANCE, "U0NOAH"])
def test_only_a_workspace_admin_opens_setup(stage: SetupClient, user: str) -> None:
    answer = stage.command(user)
    assert answer["ok"]
    assert stage.stack(user) == []
    assert "Workspace admins can." in str(answer["ack"])


def test_an_entity_is_there_after_two_steps_with_what_is_usual_in_its_country(
    stage: SetupClient,
) -> None:
    profile = stage.profile(made(stage))
    assert (profile.series, profile.time_zone) == ("JEU-", "Europe/Berlin")
    assert profile.defaults == DealDefaults(currency="EUR", net_terms=30, tax_rate=Decimal(19))
    assert profile.address.lines() == ["Friedrichstraße 68", "10117 Berlin", "Germany"]


def test_each_further_step_is_saved_by_itself_and_the_account_waits_for_others(
    stage: SetupClient,
) -> None:
    profile_id = made(stage)
    filled(stage, "setup_section_saved", {"tax_ids[0].value": "DE 136695976"})
    assert stage.submit()["ok"]
    stage.showing("Step 4 of 5")
    filled(stage, "setup_section_saved", ACCOUNT)
    assert stage.submit()["ok"]
    stage.showing("Step 5 of 5")
    filled(stage, "setup_section_saved", {"colour": "#6B2D5C", "email": "ar@jupiter.example"})
    assert stage.submit()["ok"]
    assert "New bank details are waiting for confirmation." in stage.showing("Bank details")
    profile, today = stage.profile(profile_id), stage.clock.now().date()
    assert profile.tax_ids[0].value == "DE136695976"
    assert (profile.colour, profile.email) == ("#6b2d5c", "ar@jupiter.example")
    assert profile.bank_accounts == ()
    assert profile.bank_proposal is not None
    account = profile.bank_proposal.accounts[0]
    assert (account.iban, account.holder) == ("DE89370400440532013000", "Jupiter EU GmbH")
    assert (account.bank_name, account.currency) == ("Commerzbank", "EUR")
    assert account.valid_since == today
    assert profile.bank_proposal.consent.proposer == ADMIN
    stage.close()
    text = stage.showing("Jupiter EU GmbH\nJEU- · Germany · no bank account")
    assert "Still open: Bank" not in text


def test_closing_a_step_loses_nothing_that_was_saved_and_setup_says_what_is_open(
    stage: SetupClient,
) -> None:
    made(stage)
    stage.close()
    text = stage.showing("Jupiter EU GmbH\nJEU- · Germany · no bank account")
    assert "Still open: Tax and registration, Bank details, Logo and contact" in text


def test_a_step_may_be_left_empty(stage: SetupClient) -> None:
    profile_id = made(stage)
    for step in (4, 5):
        assert stage.submit()["ok"]
        stage.showing(f"Step {step} of 5")
    profile = stage.profile(profile_id)
    assert (profile.tax_ids, profile.bank_proposal) == ((), None)


def test_back_leads_to_the_step_before_with_what_was_typed_or_saved(stage: SetupClient) -> None:
    typed_profile(stage)
    stage.press("setup_step_back")
    view = stage.view("setup_entity_begun")
    assert view["state"]["values"]["legal_name"]["setup_typed"]["value"] == "Jupiter EU GmbH"
    assert stage.submit()["ok"]
    view = stage.view("setup_entity_made")
    assert view["state"]["values"]["address.city"]["setup_typed"]["value"] == "Berlin"
    assert stage.submit()["ok"]
    stage.showing("Step 3 of 5")
    stage.press("setup_step_back")
    stage.showing("Step 2 of 5")
    stage.set("legal_name", "Jupiter Europe GmbH")
    assert stage.submit()["ok"]
    stage.showing("Step 3 of 5")
    assert stage.profiles() == ["Jupiter Europe GmbH", "Jupiter US Inc."]


def test_the_first_step_saves_nothing(stage: SetupClient) -> None:
    tables = stage.store.tables.copy()
    begun(stage)
    assert stage.store.tables == tables


def test_the_first_step_asks_for_a_name_that_is_free_and_a_country(stage: SetupClient) -> None:
    stage.opened()
    stage.press("setup_add_profile")
    filled(stage, "setup_entity_begun", {"legal_name": "jupiter us inc."})
    assert stage.submit()["errors"] == {"address.country": "Please complete this required field."}
    stage.set("address.country", "DE")
    assert stage.submit()["errors"] == {
        "legal_name": "There is a legal entity “jupiter us inc.” already."
    }


def test_a_series_that_nobody_has_is_suggested(stage: SetupClient) -> None:
    begun(stage)
    values = stage.view("setup_entity_made")["state"]["values"]
    assert values["series"]["setup_typed"]["value"] == "JUP-"


def test_what_e_invoices_of_an_entity_lack_is_said_until_it_is_there(stage: SetupClient) -> None:
    begun(stage, **{"legal_name": "Jupiter DK ApS", "address.country": "DK"})
    filled(
        stage,
        "setup_entity_made",
        {**MADE, "address.city": "København", "address.postal_code": "1050"},
    )
    assert stage.submit()["ok"]
    stage.showing("Step 3 of 5")
    filled(stage, "setup_section_saved", {"endpoint": "0184:13585628"})
    assert stage.submit()["ok"]
    stage.showing("Step 4 of 5")
    stage.close()
    assert "The seller's CVR number is required" in stage.showing("Jupiter DK ApS")
    stage.close()
    section(stage, "numbers", _id_of(stage, "Jupiter DK ApS"))
    stage.set("tax_ids[0].value", "13 58 56 28")
    assert stage.submit()["ok"]
    assert "CVR number" not in stage.showing("CVR 13585628")


def test_whoever_closes_the_sections_before_they_are_drawn_anew_sees_the_change_below_them(
    stage: SetupClient,
) -> None:
    section(stage, "name")
    stage.set("legal_name", "Jupiter America Inc.")
    stage.closed_meanwhile()
    assert stage.submit()["ok"]
    stage.close()
    stage.showing("Jupiter America Inc.\nJUS- · United States · USD")


def _id_of(stage: SetupClient, name: str) -> str:
    with stage.store.read("T0JUPITER") as uow:
        return next(each.id for each in uow.sender_profiles.all() if each.legal_name == name)


def test_every_identifier_is_refused_on_its_field_all_at_once_and_nothing_changes(
    stage: SetupClient,
) -> None:
    profile_id = made(stage)
    saved = stage.profile(profile_id)
    filled(stage, "setup_section_saved", {"tax_ids[0].value": "DE136695977", "endpoint": "1"})
    errors = stage.submit()["errors"]
    assert set(errors) == {"tax_ids[0].value", "endpoint"}
    assert errors["tax_ids[0].value"] == (
        "This is not a valid EU VAT number: its check digit is wrong."
    )
    view = stage.view("setup_section_saved")
    assert view["state"]["values"]["endpoint"]["setup_typed"]["value"] == "1"
    assert stage.profile(profile_id) == saved


def test_a_wrong_account_is_refused_on_its_fields(stage: SetupClient) -> None:
    profile_id = made(stage)
    assert stage.submit()["ok"]
    stage.showing("Step 4 of 5")
    filled(stage, "setup_section_saved", {"iban": "DE88370400440532013000", "bic": "COBADEF"})
    errors = stage.submit()["errors"]
    assert set(errors) == {"iban", "bic"}
    assert errors["iban"] == "This is not a valid IBAN: its check digits are wrong."
    assert stage.profile(profile_id).bank_proposal is None


def test_a_colour_and_an_address_to_write_to_are_refused_on_their_fields(
    stage: SetupClient,
) -> None:
    section(stage, "look")
    filled(stage, "setup_section_saved", {"email": "billing", "colour": "purple"})
    assert set(stage.submit()["errors"]) == {"email", "colour"}


def test_a_series_that_is_taken_is_refused_on_its_field(stage: SetupClient) -> None:
    typed_profile(stage, series="jus-")
    assert stage.submit()["errors"] == {"series": "There is a number series “jus-” already."}


NUMBERING = {
    "number_pattern": "{SERIES}{YYYY}-{SEQ:5}",
    "first_number": "1,480",
    "credit_note_number_pattern": "CN{YYYY}-{SEQ:4}",
    "first_credit_note_number": "20",
}


def test_patterns_and_first_numbers_are_set_in_their_section(stage: SetupClient) -> None:
    section(stage, "numbering")
    filled(stage, "setup_section_saved", NUMBERING)
    assert stage.submit()["ok"]
    stage.showing("JUS-{YYYY}-01480 · credit notes CN{YYYY}-0020")
    made = stage.profile()
    assert made.number_pattern == "{SERIES}{YYYY}-{SEQ:5}"
    assert made.credit_note_number_pattern == "CN{YYYY}-{SEQ:4}"
    assert made.first_number is not None
    assert made.first_credit_note_number is not None
    assert (made.first_number.count, made.first_credit_note_number.count) == (1480, 20)


def test_a_pattern_that_cannot_be_followed_is_refused_on_its_field(stage: SetupClient) -> None:
    section(stage, "numbering")
    wrong = {"number_pattern": "{YEAR}-{SEQ:5}", "first_number": "0"}
    filled(stage, "setup_section_saved", {**wrong, "credit_note_number_pattern": "CN"})
    assert stage.submit()["errors"] == {
        "number_pattern": "“{YEAR}-{SEQ:5}” is not a number pattern: {YEAR} is not one of its "
        "fields. Write it like {SERIES}{YYYY}-{SEQ:5}; {YY} and {MM} may be in it too.",
        "first_number": "The first number must be between 1 and 99999999.",
        "credit_note_number_pattern": "“CN” is not a number pattern: it needs the count once, such "
        "as {SEQ:5}. Write it like {SERIES}{YYYY}-{SEQ:5}; {YY} and {MM} may be in it too.",
    }


def test_a_usual_deal_is_set_in_its_section(stage: SetupClient) -> None:
    section(stage, "deal")
    typed = {"defaults.currency": "usd", "defaults.net_terms": "45"}
    filled(stage, "setup_section_saved", {**typed, "defaults.prices_include_tax": "false"})
    assert stage.submit()["ok"]
    stage.showing("USD · Net 45 · prices net")
    assert stage.profile().defaults == DealDefaults(
        currency="USD", net_terms=45, prices_include_tax=False
    )


def test_what_the_paper_cannot_print_is_refused_on_its_field(stage: SetupClient) -> None:
    typed_profile(stage, **{"address.city": f"Ber{UNPRINTABLE}lin"})
    assert set(stage.submit()["errors"]) == {"address.city"}
    stage.set("address.city", "Berlin")
    assert stage.submit()["ok"]
    stage.showing("Step 3 of 5")
    assert stage.submit()["ok"]
    stage.showing("Step 4 of 5")
    filled(stage, "setup_section_saved", {**ACCOUNT, "bank_name": UNPRINTABLE})
    assert set(stage.submit()["errors"]) == {"bank_name"}


def test_editing_one_section_keeps_all_else(stage: SetupClient) -> None:
    before = stage.profile()
    section(stage, "look")
    stage.set("phone", "+1 415 555 0199")
    assert stage.submit()["ok"]
    stage.showing("+1 415 555 0199")
    assert stage.profile() == before.model_copy(update={"phone": "+1 415 555 0199"})


def test_bank_details_are_reached_from_the_entity_and_their_form_lies_on_top(
    stage: SetupClient,
) -> None:
    stage.opened()
    stage.press("setup_edit_profile", "profile_sender-us")
    stage.view("setup_entity")
    stage.press("setup_bank", "section_bank")
    stage.view("setup_bank_view")
    stage.press("setup_add_account")
    stage.view("setup_account_proposed")
    assert len(stage.stack(ADMIN)) == 3


def with_a_logo(stage: SetupClient, name: str) -> str:
    """The profile has one, as from the setup file, and a section of it is open."""
    logo = "data:image/png;base64,AA=="
    profile = stage.profile().model_copy(update={"logo": logo})
    with stage.store.write("T0JUPITER") as uow:
        uow.sender_profiles.save(profile)
    section(stage, name)
    return logo


def test_editing_keeps_the_logo_and_takes_an_electronic_address(stage: SetupClient) -> None:
    logo = with_a_logo(stage, "numbers")
    stage.set("endpoint", "0060:12 34")
    assert set(stage.submit()["errors"]) == {"endpoint"}
    stage.set("endpoint", "0060:080519600")
    assert stage.submit()["ok"]
    assert (stage.profile().logo, stage.profile().endpoint) == (logo, "0060:080519600")


def test_a_logo_is_removed_by_its_box(stage: SetupClient) -> None:
    with_a_logo(stage, "look")
    stage.set("logo", ["remove"])
    assert stage.submit()["ok"]
    assert stage.profile().logo == ""


def test_the_second_of_two_admins_is_told_what_changed_meanwhile(stage: SetupClient) -> None:
    stage.make_admin(FINANCE)
    for user in (ADMIN, FINANCE):
        section(stage, "look", user=user)
    stage.set("colour", "#112233", FINANCE)
    assert stage.submit(FINANCE)["ok"]
    stage.set("phone", "+1 415 555 0199")
    errors = stage.submit()["errors"]
    assert list(errors) == ["logo_file"]
    assert "Jupiter US Inc. has changed since you opened it" in errors["logo_file"]
    assert "colour is now “#112233”" in errors["logo_file"]
    assert stage.profile().phone == "+1 415 555 0100"


def test_two_admins_in_two_sections_do_not_stand_in_each_others_way(stage: SetupClient) -> None:
    stage.make_admin(FINANCE)
    section(stage, "look")
    section(stage, "deal", user=FINANCE)
    stage.set("defaults.net_terms", "60", FINANCE)
    assert stage.submit(FINANCE)["ok"]
    stage.set("phone", "+1 415 555 0199")
    assert stage.submit()["ok"]
    profile = stage.profile()
    assert (profile.phone, profile.defaults) == ("+1 415 555 0199", DealDefaults(net_terms=60))


def test_the_template_and_the_legal_footer_are_set_in_a_section_of_their_own(
    stage: SetupClient,
) -> None:
    section(stage, "paper")
    stage.set("template.logo_place", "centre")
    stage.set("template.columns", ["quantity", "tax"])
    stage.set("template.supply", ["true"])
    stage.set("template.intro", "As agreed:")
    stage.set("legal_footer.registration", "Delaware 7654321")
    assert stage.submit()["ok"]
    profile = stage.profile()
    assert profile.template == PaperTemplate(
        logo_place=LogoPlace.CENTRE,
        hidden=(
            PaperColumn.UNIT_PRICE,
            PaperColumn.PO_NUMBER,
            PaperColumn.PERIOD,
            PaperColumn.ARITHMETIC,
            PaperColumn.UNIT,
            PaperColumn.DISCOUNT,
        ),
        supply=True,
        intro="As agreed:",
    )
    assert profile.legal_footer == LegalFooter(registration="Delaware 7654321")
    told = stage.showing("Template and footer")
    assert "Logo centre · without unit price" in told


def test_a_preview_is_sent_once_to_who_asks(stage: SetupClient) -> None:
    stage.opened()
    stage.press("setup_edit_profile", "profile_sender-us")
    stage.view("setup_entity")
    stage.press("setup_paper_preview", "setup_preview_row")
    stage.showing("The preview is in your messages with this app.")
    (asked,) = [each.message for each in stage.store.tables.letters.values()]
    assert (asked.kind, asked.body["channel"]) == ("paper_preview", ADMIN)
    assert asked.body["profile_id"] == "sender-us"


def test_an_introduction_that_is_too_long_is_told_at_its_field(stage: SetupClient) -> None:
    section(stage, "paper")
    stage.set("template.intro", "x" * 1001)
    assert set(stage.submit()["errors"]) == {"template.intro"}
    assert stage.profile().template == PaperTemplate()


def test_a_right_that_was_taken_away_meanwhile_stops_the_submission(stage: SetupClient) -> None:
    typed_profile(stage)
    stage.make_admin(ADMIN, False)
    errors = stage.submit()["errors"]
    assert errors == {
        "address.street": "You may not set anything up in this workspace. Workspace admins can."
    }
    assert stage.profiles() == ["Jupiter US Inc."]


@pytest.mark.parametrize("callback_id", ["setup_entity_made", "setup_section_saved"])
def test_a_replayed_submission_changes_nothing(stage: SetupClient, callback_id: str) -> None:
    profile_id = made(stage)
    filled(stage, "setup_section_saved", {"endpoint": "9930:DE136695976"})
    assert stage.submit()["ok"]
    stage.showing("Step 4 of 5")
    stage.close()
    section(stage, "name", profile_id)
    stage.set("legal_name", "Jupiter Europe GmbH")
    assert stage.submit()["ok"]
    tables = stage.store.tables.copy()
    stage.redeliver(f"view_submission {callback_id}")
    assert stage.store.tables == tables


@pytest.mark.parametrize(
    ("action", "query", "first"),
    [
        ("setup_country", "germ", "DE"),
        ("setup_time_zone", "los ang", "America/Los_Angeles"),
    ],
)
def test_long_lists_are_searched_as_one_types(
    stage: SetupClient, action: str, query: str, first: str
) -> None:
    if action == "setup_country":
        stage.opened()
        stage.press("setup_add_profile")
        stage.view("setup_entity_begun")
    else:
        begun(stage)
    block_id = "address.country" if action == "setup_country" else "time_zone"
    assert stage.options(action, query, block_id)[0]["value"] == first
    assert len(stage.options(action, "", block_id)) == 100


def test_an_american_entity_starts_in_its_openers_time_zone(stage: SetupClient) -> None:
    begun(stage, **{"legal_name": "Jupiter West Inc.", "address.country": "US"})
    view = stage.view("setup_entity_made")
    chosen = view["state"]["values"]["time_zone"]["setup_time_zone"]["selected_option"]
    assert chosen["value"] == "America/New_York"


def test_back_dating_is_a_box_of_the_entitys_dates(stage: SetupClient) -> None:
    section(stage, "dates")
    stage.set("back_dating", ["true"])
    assert stage.submit()["ok"]
    stage.showing("back-dating allowed")
    assert stage.profile().back_dating
