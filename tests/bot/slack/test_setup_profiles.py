"""Sender profiles in `/invoice setup`, as a workspace admin edits them."""

from collections.abc import Iterator

import pytest

from tests.harness.setup_client import ADMIN, FINANCE, SALES, UNPRINTABLE, SetupClient, a_stage

GERMAN = {
    "legal_name": "Jupiter EU GmbH",
    "address.street": "Friedrichstraße 68",
    "address.city": "Berlin",
    "address.postal_code": "10117",
    "address.country": "DE",
    "tax_ids[0].kind": "eu_vat",
    "tax_ids[0].value": "DE 136695976",
    "email": "billing-eu@jupiter.example",
    "series": "JEU-",
    "colour": "#6B2D5C",
    "time_zone": "Europe/Berlin",
    "bank_accounts[0].holder": "Jupiter EU GmbH",
    "bank_accounts[0].bank_name": "Third Example Bank",
    "bank_accounts[0].currency": "EUR",
    "bank_accounts[0].iban": "de89 3704 0044 0532 0130 00",
    "bank_accounts[0].bic": "COBADEFFXXX",
}


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def typed_profile(stage: SetupClient, **changes: str) -> None:
    stage.opened()
    stage.press("setup_add_profile")
    stage.view("setup_profile_saved")
    for path, value in {**GERMAN, **changes}.items():
        stage.set(path, value)


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


def test_an_admin_adds_a_sender_profile_with_its_bank_account(stage: SetupClient) -> None:
    typed_profile(stage)
    assert stage.submit()["ok"]
    shown = stage.showing("Jupiter EU GmbH")
    assert (
        "Jupiter EU GmbH\nJEU- · Germany · no bank account\nNew bank details are waiting for "
        "confirmation." in shown
    )
    with stage.store.read("T0JUPITER") as uow:
        profile = uow.sender_profiles.all()[0]
        today = uow.now.date()
    assert profile.tax_ids[0].value == "DE136695976"
    assert profile.colour == "#6b2d5c"
    assert profile.bank_accounts == ()
    assert profile.bank_proposal is not None
    assert profile.bank_proposal.accounts[0].iban == "DE89370400440532013000"
    assert profile.bank_proposal.accounts[0].valid_since == today
    assert profile.bank_proposal.consent.proposer == ADMIN


def test_what_e_invoices_of_an_entity_lack_is_said_until_it_is_there(stage: SetupClient) -> None:
    danish = {
        "legal_name": "Jupiter DK ApS",
        "address.city": "København",
        "address.postal_code": "1050",
        "address.country": "DK",
        "tax_ids[0].value": "DK13585628",
        "endpoint": "0184:13585628",
    }
    typed_profile(stage, **danish)
    assert stage.submit()["ok"]
    assert "The seller's CVR number is required" in stage.showing("Jupiter DK ApS")
    stage.press("setup_edit_profile", value=_id_of(stage, "Jupiter DK ApS"))
    stage.view("setup_profile_saved")
    stage.set("tax_ids[1].kind", "dk_cvr")
    stage.set("tax_ids[1].value", "13 58 56 28")
    assert stage.submit()["ok"]
    assert "CVR number" not in stage.showing("Jupiter DK ApS")


def _id_of(stage: SetupClient, name: str) -> str:
    with stage.store.read("T0JUPITER") as uow:
        return next(each.id for each in uow.sender_profiles.all() if each.legal_name == name)


def test_every_identifier_is_refused_on_its_field_all_at_once(stage: SetupClient) -> None:
    wrong = {
        "tax_ids[0].value": "DE136695977",
        "email": "billing",
        "colour": "purple",
        "bank_accounts[0].iban": "DE88370400440532013000",
        "bank_accounts[0].bic": "COBADEF",
        "bank_accounts[0].account_number": "1234",
        "bank_accounts[0].routing_number": "021000022",
    }
    typed_profile(stage, **wrong)
    errors = stage.submit()["errors"]
    assert set(errors) == set(wrong) - {"bank_accounts[0].account_number"}
    assert errors["tax_ids[0].value"] == (
        "This is not a valid EU VAT number: its check digit is wrong."
    )
    assert errors["bank_accounts[0].iban"] == (
        "This is not a valid IBAN: its check digits are wrong."
    )
    view = stage.view("setup_profile_saved")
    assert view["state"]["values"]["email"]["setup_typed"]["value"] == "billing"
    assert stage.profiles() == ["Jupiter US Inc."]


def test_a_series_that_is_taken_is_refused_on_its_field(stage: SetupClient) -> None:
    typed_profile(stage, series="jus-")
    assert stage.submit()["errors"] == {"series": "There is a number series “jus-” already."}


def test_a_number_pattern_and_a_first_number_are_set_in_the_form(stage: SetupClient) -> None:
    typed_profile(stage, number_pattern="{SERIES}{YYYY}-{SEQ:5}", first_number="1,480")
    assert stage.submit()["ok"]
    with stage.store.read("T0JUPITER") as uow:
        made = next(each for each in uow.sender_profiles.all() if each.series == "JEU-")
    assert made.number_pattern == "{SERIES}{YYYY}-{SEQ:5}"
    assert made.first_number is not None
    assert made.first_number.count == 1480


def test_a_pattern_that_cannot_be_followed_is_refused_on_its_field(stage: SetupClient) -> None:
    typed_profile(stage, number_pattern="{YEAR}-{SEQ:5}", first_number="0")
    assert stage.submit()["errors"] == {
        "number_pattern": "“{YEAR}-{SEQ:5}” is not a number pattern: {YEAR} is not one of its "
        "fields. Write it like {SERIES}{YYYY}-{SEQ:5}; {YY} and {MM} may be in it too.",
        "first_number": "The first number must be between 1 and 99999999.",
    }


def test_what_the_paper_cannot_print_is_refused_on_its_field(stage: SetupClient) -> None:
    typed_profile(
        stage, **{"address.city": f"Ber{UNPRINTABLE}lin", "bank_accounts[0].bank_name": UNPRINTABLE}
    )
    assert set(stage.submit()["errors"]) == {"address.city", "bank_accounts[0].bank_name"}


def test_editing_keeps_the_bank_account(stage: SetupClient) -> None:
    before = stage.profile()
    stage.opened()
    stage.press("setup_edit_profile", "profile_sender-us")
    stage.view("setup_profile_saved")
    stage.set("phone", "+1 415 555 0199")
    assert stage.submit()["ok"]
    assert stage.profile() == before.model_copy(update={"phone": "+1 415 555 0199"})


def with_a_logo(stage: SetupClient) -> str:
    """The profile has one, as from the setup file, and its form is open."""
    logo = "data:image/png;base64,AA=="
    profile = stage.profile().model_copy(update={"logo": logo})
    with stage.store.write("T0JUPITER") as uow:
        uow.sender_profiles.save(profile)
    stage.opened()
    stage.press("setup_edit_profile", "profile_sender-us")
    stage.view("setup_profile_saved")
    return logo


def test_editing_keeps_the_logo_and_takes_an_electronic_address(stage: SetupClient) -> None:
    logo = with_a_logo(stage)
    stage.set("endpoint", "0060:12 34")
    assert set(stage.submit()["errors"]) == {"endpoint"}
    stage.set("endpoint", "0060:080519600")
    assert stage.submit()["ok"]
    assert (stage.profile().logo, stage.profile().endpoint) == (logo, "0060:080519600")


def test_a_logo_is_removed_by_its_box(stage: SetupClient) -> None:
    with_a_logo(stage)
    stage.set("logo", ["remove"])
    assert stage.submit()["ok"]
    assert stage.profile().logo == ""


def test_a_form_says_where_a_logo_comes_from(stage: SetupClient) -> None:
    stage.opened()
    stage.press("setup_add_profile")
    assert "comes from the setup file" in stage.showing("No logo.")


def test_the_second_of_two_admins_is_told_what_changed_meanwhile(stage: SetupClient) -> None:
    stage.make_admin(FINANCE)
    for user in (ADMIN, FINANCE):
        stage.opened(user)
        stage.press("setup_edit_profile", "profile_sender-us", user)
        stage.view("setup_profile_saved", user)
    stage.set("colour", "#112233", FINANCE)
    assert stage.submit(FINANCE)["ok"]
    stage.set("phone", "+1 415 555 0199")
    errors = stage.submit()["errors"]
    assert list(errors) == ["legal_name"]
    assert "Jupiter US Inc. has changed since you opened it" in errors["legal_name"]
    assert "colour is now “#112233”" in errors["legal_name"]
    assert stage.profile().phone == "+1 415 555 0100"


def test_a_right_that_was_taken_away_meanwhile_stops_the_submission(stage: SetupClient) -> None:
    typed_profile(stage)
    stage.make_admin(ADMIN, False)
    errors = stage.submit()["errors"]
    assert errors == {
        "legal_name": "You may not set anything up in this workspace. Workspace admins can."
    }
    assert stage.profiles() == ["Jupiter US Inc."]


def test_a_replayed_submission_changes_nothing(stage: SetupClient) -> None:
    typed_profile(stage)
    assert stage.submit()["ok"]
    stage.showing("Jupiter EU GmbH")
    stage.press("setup_edit_profile", f"profile_{_new_id(stage)}")
    stage.view("setup_profile_saved")
    stage.set("legal_name", "Jupiter Europe GmbH")
    assert stage.submit()["ok"]
    tables = stage.store.tables.copy()
    stage.redeliver("view_submission setup_profile_saved")
    assert stage.store.tables == tables


def _new_id(stage: SetupClient) -> str:
    with stage.store.read("T0JUPITER") as uow:
        return next(each.id for each in uow.sender_profiles.all() if each.id != "sender-us")


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
    stage.opened()
    stage.press("setup_add_profile")
    stage.view("setup_profile_saved")
    block_id = "address.country" if action == "setup_country" else "time_zone"
    assert stage.options(action, query, block_id)[0]["value"] == first
    assert len(stage.options(action, "", block_id)) == 100


def test_a_form_starts_in_its_openers_time_zone(stage: SetupClient) -> None:
    stage.opened()
    stage.press("setup_add_profile")
    view = stage.view("setup_profile_saved")
    chosen = view["state"]["values"]["time_zone"]["setup_time_zone"]["selected_option"]
    assert chosen["value"] == "America/New_York"


def test_back_dating_is_a_box_of_the_entitys_form(stage: SetupClient) -> None:
    typed_profile(stage)
    stage.set("back_dating", ["true"])
    assert stage.submit()["ok"]
    stage.showing("Jupiter EU GmbH")
    with stage.store.read("T0JUPITER") as uow:
        assert [each.back_dating for each in uow.sender_profiles.all()] == [True, False]
