"""The setup file: every mistake at its place, loading it twice changes nothing."""

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.demo
from bot.demo.first_accounts import confirm_first_accounts
from bot.intake.files.setup import WorkspaceSection, read_setup
from jupiter_core.commands.setup import SetupFile, addresses_to_check, apply_setup
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from tests.factories import FIONA, NOW, WORKSPACE, a_sender_profile, a_us_bank
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import FakeStore, a_fake_store
from tests.jupiter_core.documents.logos import a_png, a_png_logo, an_svg

FOLDER = Path(bot.demo.__file__ or "").parent
EXAMPLE = (FOLDER / "workspace.yaml").read_text(encoding="utf-8")
SMALL = """
customers:
  - key: acme
    name: Acme Corporation
    address: {street: 1 Roadrunner Way, city: Oslo, postal_code: 0150, country: NO}
"""


class SnowlessPaper(FakeRenderer):
    def unprintable(self, text: str) -> str:
        return "☃" if "☃" in text else ""

    def logo(self, content: bytes, mime: str = "") -> str:
        return PdfRenderer().logo(content, mime)


def load(store: FakeStore, text: str, folder: Path = FOLDER) -> list[str]:
    with store.write(WORKSPACE) as uow:
        return apply_setup(read_setup(text, folder), uow, SnowlessPaper())


def mistakes_of(text: str, folder: Path | None = FOLDER) -> dict[str, str]:
    with pytest.raises(ValidationErrors) as caught:
        read_setup(text, folder)
    return {each.path or "": each.sentence for each in caught.value.refusals}


def test_the_example_explains_every_key_of_the_team() -> None:
    said = yaml.safe_load(EXAMPLE)["workspace"]
    assert set(said) == set(WorkspaceSection.model_fields)


def test_the_example_has_three_legal_entities_three_customers_and_the_approvers() -> None:
    file = read_setup(EXAMPLE, FOLDER)
    assert [each.series for each in file.sender_profiles] == ["JUS-", "JUK-", "JEU-"]
    assert [each.address.country for each in file.sender_profiles] == ["US", "GB", "DE"]
    assert [each.name for each in file.customers] == [
        "Acme Corporation",
        "Globex GmbH",
        "Initech Ltd",
    ]
    assert file.customers[0].ap_contact.email == "dana@acme.example"
    assert file.customers[0].po_required
    assert file.team is not None
    assert file.team.policy.approvers == ("U0FIONA", "U0FRANK")


def test_loading_the_same_file_twice_changes_nothing_the_second_time() -> None:
    store = a_fake_store()
    assert len(load(store, EXAMPLE)) == 10
    tables = store.tables.copy()
    assert load(store, EXAMPLE) == []
    assert store.tables == tables


def test_only_what_was_changed_in_the_file_changes() -> None:
    store = a_fake_store()
    load(store, EXAMPLE)
    done = load(store, EXAMPLE.replace("CC-4410", "CC-9").replace('"#1f3a5f"', '"#000000"'))
    assert done == [
        "Changed the legal entity “Jupiter US Inc.”: colour.",
        "Changed the customer “Acme Corporation”: cost centre.",
    ]


def test_the_accounts_of_a_new_entity_wait_for_two_people() -> None:
    store = a_fake_store()
    done = load(store, EXAMPLE)
    assert "not in use until 2 approvers confirm them in Slack." in done[1]
    with store.read(WORKSPACE) as uow:
        assert {each.bank_accounts for each in uow.sender_profiles.all()} == {()}


def test_changed_bank_details_wait_for_two_people() -> None:
    store = a_fake_store()
    load(store, EXAMPLE)
    with store.write(WORKSPACE) as uow:
        confirm_first_accounts(uow)
    changed = EXAMPLE.replace("First Example Bank", "Other Bank")
    done = load(store, changed)
    assert done[0].startswith("Proposed new bank details of “Jupiter US Inc.”.")
    assert len(done) == 1
    assert load(store, changed) == []
    with store.write(WORKSPACE) as uow:
        profile = uow.sender_profiles.get("sender-us")
        assert profile.bank_accounts[0].bank_name == "First Example Bank"
        confirm_first_accounts(uow)
        decided = uow.sender_profiles.get("sender-us")
    assert decided.bank_accounts[0].bank_name == "Other Bank"
    assert load(store, changed) == []


def test_a_persons_open_proposal_is_left_alone() -> None:
    store = a_fake_store()
    load(store, EXAMPLE)
    with store.write(WORKSPACE) as uow:
        proposal = {
            "accounts": (a_us_bank().model_copy(update={"holder": "Somebody"}),),
            "consent": Consent(proposed_by=FIONA, proposed_at=NOW),
        }
        known = uow.sender_profiles.get("sender-us")
        profile = type(known).model_validate({**known.model_dump(), "bank_proposal": proposal})
        uow.sender_profiles.save(profile)
    done = load(store, EXAMPLE.replace("First Example Bank", "Other Bank"))
    assert "Fiona Chen has proposed others" in done[0]
    with store.read(WORKSPACE) as uow:
        assert uow.sender_profiles.get("sender-us") == profile


def test_mistakes_of_loading_are_told_at_their_places_and_change_nothing() -> None:
    store = a_fake_store()
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(id="made-in-slack", series="OLD-"))
    before = store.tables.copy()
    text = EXAMPLE.replace("city: Berlin", "city: ☃").replace("Dana Reyes", "☃")
    with pytest.raises(ValidationErrors) as caught:
        load(store, text)
    assert [each.path for each in caught.value.refusals] == [
        "sender_profiles[0].legal_name",
        "sender_profiles[2].address.city",
        "customers[0].ap_contact.name",
    ]
    assert store.tables == before


def test_a_wrong_iban_is_told_at_its_path() -> None:
    found = mistakes_of(EXAMPLE.replace("DE89 3704", "DE88 3704"))
    assert found == {
        "sender_profiles[2].bank_accounts[0].iban": (
            "This is not a valid IBAN: its check digits are wrong."
        )
    }


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes_of(
        """
        workspace:
          approvers: [bob]
          approvals: 9
          rules: [{currency: XXX, at_least: -1, approvals: 2}]
          bots: 1
        sender_profiles:
          - key: US
            address: {country: Germany, zip: 1}
            bank_accounts: [{account_number: 1, bic: x}]
          - nothing
        customers: [{key: a, po_required: maybe, ap_contact: {email: x}}, {key: a}]
        """
    )
    assert set(found) == {
        "workspace.approvers[0]",
        "workspace.approvals",
        "workspace.rules[0].currency",
        "workspace.rules[0].at_least",
        "workspace.bots",
        "sender_profiles[0].key",
        "sender_profiles[0].legal_name",
        "sender_profiles[0].address.country",
        "sender_profiles[0].address.zip",
        "sender_profiles[0].series",
        "sender_profiles[0].bank_accounts[0].holder",
        "sender_profiles[0].bank_accounts[0].bank_name",
        "sender_profiles[0].bank_accounts[0].currency",
        "sender_profiles[0].bank_accounts[0].bic",
        "sender_profiles[0].bank_accounts[0].routing_number",
        "sender_profiles[1]",
        "customers[0].name",
        "customers[0].address.country",
        "customers[0].po_required",
        "customers[0].ap_contact.email",
        "customers[1].key",
        "customers[1].name",
        "customers[1].address.country",
    }


def with_logo(said: str) -> str:
    """The example, its first entity with this logo."""
    return EXAMPLE.replace("logos/us.svg", said)


def logo_in(store: FakeStore) -> str:
    with store.read(WORKSPACE) as uow:
        return uow.sender_profiles.get("sender-us").logo


def test_the_example_has_a_small_drawn_logo_for_each_entity() -> None:
    store = a_fake_store()
    load(store, EXAMPLE)
    with store.read(WORKSPACE) as uow:
        logos = [each.logo for each in uow.sender_profiles.all()]
    assert len(set(logos)) == 3
    assert all(each.startswith("data:image/svg+xml;base64,") for each in logos)
    assert all(len(b64decode(each.partition(",")[2])) < 500 for each in logos)


def test_a_logo_is_read_beside_the_file_and_kept_as_the_paper_has_it(tmp_path: Path) -> None:
    store = a_fake_store()
    load(store, EXAMPLE)
    for folder in ("logos", "pictures"):
        (tmp_path / folder).mkdir()
    for name in ("uk", "eu"):
        drawing = (FOLDER / f"logos/{name}.svg").read_bytes()
        (tmp_path / f"logos/{name}.svg").write_bytes(drawing)
    (tmp_path / "pictures" / "us.PNG").write_bytes(a_png())
    text = with_logo("pictures/us.PNG")
    assert load(store, text, tmp_path) == ["Changed the legal entity “Jupiter US Inc.”: logo."]
    assert logo_in(store) == a_png_logo()
    assert load(store, text, tmp_path) == []


def test_a_logo_may_stand_in_the_file_itself_and_be_taken_away_again() -> None:
    store = a_fake_store()
    url = f"data:image/png;base64,{b64encode(a_png()).decode()}"
    load(store, with_logo(f'"{url[:60]} {url[60:]}"'))
    assert logo_in(store) == a_png_logo()
    assert load(store, EXAMPLE.replace("    logo: logos/us.svg\n", "")) == [
        "Changed the legal entity “Jupiter US Inc.”: logo."
    ]
    assert logo_in(store) == ""


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("logos/none.svg", "The logo “logos/none.svg” cannot be read: there is no such file"),
        ("logos", "must be a PNG, JPEG, WebP or SVG"),
        ("workspace.yaml", "must be a PNG, JPEG, WebP or SVG"),
        ("data:image/gif;base64,AA==", "must be a data: URL of a PNG, JPEG, WebP or SVG"),
        ("data:image/png;base64,***", "must be a data: URL in base64"),
        ("x" * 300 + ".svg", "255 characters at most"),
    ],
)
def test_a_logo_that_cannot_be_read_is_told_at_its_path(said: str, sentence: str) -> None:
    found = mistakes_of(with_logo(said))
    assert list(found) == ["sender_profiles[0].logo"]
    assert sentence in found["sender_profiles[0].logo"]


def test_a_path_needs_the_folder_of_the_file() -> None:
    assert "sender_profiles[0].logo" in mistakes_of(EXAMPLE, None)


def test_a_logo_that_the_paper_refuses_is_told_at_its_path_and_changes_nothing() -> None:
    store = a_fake_store()
    before = store.tables.copy()
    unsafe = b64encode(an_svg("<script/>")).decode()
    text = with_logo(f"data:image/svg+xml;base64,{unsafe}").replace("city: Berlin", "city: ☃")
    with pytest.raises(ValidationErrors) as caught:
        load(store, text)
    found = {each.path: each.sentence for each in caught.value.refusals}
    assert set(found) == {"sender_profiles[0].logo", "sender_profiles[2].address.city"}
    assert "<script>" in found["sender_profiles[0].logo"]
    assert store.tables == before


def test_what_the_e_invoice_needs_is_read_and_checked() -> None:
    file = read_setup(EXAMPLE, FOLDER)
    globex = file.customers[1]
    assert (globex.language, globex.buyer_reference) == ("de", "EK-2207")
    assert globex.endpoint == "9930:DE129273398"
    assert file.sender_profiles[2].endpoint == "9930:DE136695976"
    text = EXAMPLE.replace("9930:DE136695976\n", "DE136695976\n")
    text = text.replace("9930:DE129273398", "0000:1").replace("language: de", "language: German")
    assert set(mistakes_of(text)) == {
        "sender_profiles[2].endpoint",
        "customers[1].endpoint",
        "customers[1].language",
    }


def test_values_stay_the_text_that_was_written() -> None:
    assert read_setup(SMALL).customers[0].address.country == "NO"
    assert read_setup(SMALL).customers[0].address.postal_code == "0150"
    account = read_setup(EXAMPLE, FOLDER).sender_profiles[0].bank_accounts[0]
    assert account.account_number == "000123456789"


def test_an_unusual_address_is_loaded_and_told() -> None:
    assert addresses_to_check(read_setup(EXAMPLE, FOLDER)) == []
    (told,) = addresses_to_check(read_setup(SMALL.replace("0150", "01500")))
    assert told == (
        "Please check the address of “Acme Corporation”: “01500” does not look like a postal code "
        "of Norway. It is written like 0025 or 0107."
    )


def test_repeated_and_unknown_keys_are_refused_at_their_place() -> None:
    repeated = SMALL.replace("    name: Acme", "    name: Acme\n    name: Acme")
    assert "is used twice" in mistakes_of(repeated)["customers[0].name"]
    unknown = mistakes_of(SMALL + "invoices: []\n")
    assert unknown == {
        "invoices": (
            "Unknown key. The keys here are: workspace, sender_profiles, customers, products."
        )
    }


def test_a_sender_profile_needs_a_bank_account_and_one_a_currency_only() -> None:
    file = yaml.safe_load(EXAMPLE)
    accounts = file["sender_profiles"][2]["bank_accounts"]
    file["sender_profiles"] = [
        {**file["sender_profiles"][2], "bank_accounts": [*accounts, {**accounts[0]}]}
    ]
    place = "sender_profiles[0].bank_accounts"
    twice = mistakes_of(yaml.safe_dump(file))
    assert twice == {f"{place}[1].currency": "There is a bank account in “EUR” already."}
    del file["sender_profiles"][0]["bank_accounts"]
    assert mistakes_of(yaml.safe_dump(file)) == {place: "A bank account is required."}


TREES = st.recursive(
    st.text(max_size=12) | st.integers() | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["workspace", "sender_profiles", "customers", "key", "address", "tax_ids"]
            )
            | st.text(max_size=5),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.text(max_size=200) | TREES.map(lambda tree: yaml.safe_dump(tree, allow_unicode=True)))
def test_any_text_is_a_setup_or_a_refusal(text: str) -> None:
    try:
        assert isinstance(read_setup(text), SetupFile)
    except Refusal as refusal:
        assert refusal.sentence


def test_the_timers_days_and_the_plan_are_the_workspaces_own() -> None:
    store = a_fake_store()
    text = EXAMPLE.replace("issue_lead_days: 14", "issue_lead_days: 30")
    load(store, text.replace("plan: free", "plan: paid"))
    with store.read(WORKSPACE) as uow:
        workspace = uow.workspace()
    assert (workspace.issue_lead_days, workspace.po_reminder_first_days) == (30, 7)
    assert not workspace.free_plan


def test_days_and_plans_that_make_no_sense_are_told_at_their_paths() -> None:
    text = EXAMPLE.replace("po_reminder_every_days: 7", "po_reminder_every_days: 0")
    again = "Repeat every (days) must be between 1 and 90."
    assert mistakes_of(text.replace("plan: free", "plan: gold")) == {
        "workspace.po_reminder_every_days": again,
        "workspace.plan": "“gold” is not one of: free, paid.",
    }


def test_back_dating_and_the_currency_of_the_account_are_read_and_are_off_otherwise() -> None:
    said = EXAMPLE.replace("back_dating: false", "back_dating: true").replace(
        "account_in_currency: false", "account_in_currency: true"
    )
    for text, wanted in ((EXAMPLE, False), (said, True)):
        file = read_setup(text, FOLDER)
        assert file.team is not None
        assert file.team.policy.account_in_currency is wanted
        assert [each.back_dating for each in file.sender_profiles] == [wanted, False, False]
    wrong = said.replace("back_dating: true", "back_dating: perhaps")
    assert mistakes_of(wrong) == {"sender_profiles[0].back_dating": "This must be true or false."}


def test_a_threshold_is_of_a_legal_entity_by_its_key_in_the_file_or_is_refused() -> None:
    rules = "rules: [{at_least: 1000000, currency: EUR, approvals: 2, sender: %s}]"
    text = EXAMPLE.replace("\n  rules: []", f"\n  {rules % 'eu'}")
    file = read_setup(text, FOLDER)
    assert file.team
    assert [each.sender_profile_id for each in file.team.policy.rules] == ["sender-eu"]
    store = a_fake_store()
    with store.write(WORKSPACE) as uow:
        apply_setup(file, uow, SnowlessPaper())
    with store.write(WORKSPACE) as uow:
        assert apply_setup(file, uow, SnowlessPaper()) == []
    wrong = read_setup(text.replace("sender: eu}]", "sender: nowhere}]"), FOLDER)
    with store.write(WORKSPACE) as uow, pytest.raises(ValidationErrors) as mistakes:
        apply_setup(wrong, uow, SnowlessPaper())
    assert [each.path for each in mistakes.value.refusals] == ["workspace.rules[0].sender"]


PRODUCT = """
products:
  - key: seat
    name: Analytics seat
    code: SEAT
    prices:
      - {currency: USD, unit_price: 480.00}
"""


def test_the_example_has_products_with_their_prices_and_taxes() -> None:
    store = a_fake_store()
    load(store, EXAMPLE)
    with store.read(WORKSPACE) as uow:
        platform, seat = uow.products.find_code("PLAT-ENT"), uow.products.find_code("SEAT")
    assert platform and seat
    assert (platform.id, platform.line_description, platform.tax) == (
        "product-platform-enterprise",
        "Platform Enterprise, one year",
        None,
    )
    assert [each.words for each in platform.prices] == ["USD 1,200,000.00", "EUR 1,100,000.00"]
    taxes = [(each.sender_profile_id, each.tax.words) for each in platform.entity_taxes]
    assert taxes == [("sender-eu", "19%"), ("sender-uk", "20%")]
    assert seat.currencies == "USD, EUR, GBP"


def test_a_product_of_the_file_is_changed_and_the_same_changes_nothing() -> None:
    store = a_fake_store()
    assert load(store, PRODUCT) == ["Added the product “Analytics seat”."]
    assert load(store, PRODUCT) == []
    dearer = PRODUCT.replace("480.00", "520.00")
    assert load(store, dearer) == ["Changed the product “Analytics seat”: prices."]


def test_mistakes_of_products_are_told_at_their_place() -> None:
    wrong = (
        PRODUCT
        + """    tax_rate: 200
    entity_taxes:
      - {sender: Nobody Here, tax_rate: 7}
"""
    )
    assert mistakes_of(wrong.replace("SEAT", "A SEAT")).keys() == {
        "products[0].code",
        "products[0].tax_rate",
        "products[0].entity_taxes[0].sender",
    }
    with pytest.raises(ValidationErrors) as refused:
        load(a_fake_store(), PRODUCT + "    entity_taxes: [{sender: none, tax_rate: 7}]\n")
    (mistake,) = refused.value.refusals
    assert mistake.path == "products[0].entity_taxes[0].sender_profile_id"


def test_groups_are_named_by_their_ids_and_left_out_they_stay_as_they_are() -> None:
    named = EXAMPLE.replace("approver_groups: []", "approver_groups: [S0AAA, S0BBB]")
    team = read_setup(named, FOLDER).team
    assert team is not None
    assert [each.id for each in team.policy.groups] == ["S0AAA", "S0BBB"]
    assert not team.keeps_groups
    silent = read_setup(EXAMPLE.replace("  approver_groups: []\n", ""), FOLDER).team
    assert silent is not None
    assert silent.keeps_groups


def test_what_is_no_user_group_is_refused() -> None:
    wrong = EXAMPLE.replace("approver_groups: []", 'approver_groups: ["@finance"]')
    with pytest.raises(ValidationErrors, match="user group's id"):
        read_setup(wrong, FOLDER)
