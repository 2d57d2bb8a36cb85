"""The views and notices of setup: within Slack's limits however much there is, safe to show."""

import json

import pytest

from bot.simulator.blockkit.validate import valid_message_blocks, valid_view
from bot.simulator.ids import Ids
from bot.slack.views.blocks import Block
from bot.slack.views.setup.bank import account_view, bank_view, proposal_in, proposal_value
from bot.slack.views.setup.choices import country_options, currency_options, time_zone_options
from bot.slack.views.setup.customer import (
    customer_section_view,
    customer_view,
    new_customer_view,
)
from bot.slack.views.setup.entity import begin_view, entity_view, make_view, section_view
from bot.slack.views.setup.home import Setup, home_view
from bot.slack.views.setup.notices import bank_notice
from bot.slack.views.setup.section_words import SECTION_TITLES
from bot.slack.views.setup.tax_form import tax_form_view
from bot.slack.views.setup.team import team_view
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import ApprovalPolicy, ApprovalRule
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes import SCHEMES
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.party import BankProposal, SenderProfile, TaxId, TaxIdKind
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.domain.workspace import Workspace
from jupiter_core.queries.customer_sections import CustomerSection
from jupiter_core.queries.entity_sections import GUIDED, EntitySection
from tests.factories import (
    FIONA,
    FRANK,
    NOW,
    WORKSPACE,
    a_customer,
    a_euro_bank,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import a_fake_store
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account

WIDE = "𝔚" * 140
WIDEST_FORM = TaxForm(
    id="f", profile_id="sender-us", name="𝔚" * 120, sha256="0" * 64, size=700_000, by=FIONA, at=NOW
)
CURRENCIES = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "JPY", "SEK", "NOK", "DKK")


def the_widest_accounts() -> tuple[BankAccount, ...]:
    wide = a_euro_bank().model_copy(
        update={
            "holder": WIDE,
            "bank_name": WIDE,
            "iban": "M" * 34,
            "account_number": "9" * 34,
            "routing_number": "021000021",
        }
    )
    return tuple(wide.model_copy(update={"currency": code}) for code in CURRENCIES)


def proposed_by(actor: Actor) -> Consent:
    return Consent(proposed_by=actor, proposed_at=NOW, needed=2, delay_hours=24)


def the_widest_profile() -> SenderProfile:
    accounts = the_widest_accounts()
    proposal = BankProposal(
        accounts=accounts, consent=proposed_by(FIONA.model_copy(update={"name": WIDE}))
    )
    tax_id = TaxId(kind=TaxIdKind.OTHER, value="x" * 50)
    return a_sender_profile(
        legal_name=WIDE, tax_ids=(tax_id,) * 10, bank_accounts=accounts, bank_proposal=proposal
    )


def no_account() -> SenderProfile:
    return a_sender_profile(bank_accounts=())


def the_widest_workspace() -> Workspace:
    people = tuple(f"U0PERSON{n}" for n in range(100))
    rule = ApprovalRule.model_validate({"at_least": "1e13", "currency": "USD", "approvals": 2})
    policy = ApprovalPolicy(approvers=people, rules=(rule,) * 10)
    return Workspace(id=WORKSPACE, policy=policy, drafters=people)


def the_widest_home() -> Block:
    profiles = [the_widest_profile().model_copy(update={"id": f"p{n}"}) for n in range(40)]
    customers = [a_customer(id=f"c{n}", name=WIDE) for n in range(21)]
    return home_view(Setup(profiles, customers, the_widest_workspace()), fresh="f")


@pytest.mark.parametrize(
    "view",
    [
        home_view(Setup([], [], Workspace(id=WORKSPACE)), fresh="f"),
        the_widest_home(),
        begin_view({}, "m"),
        make_view({"legal_name": WIDE, "address.country": "US", "address.city": "B"}, "m"),
        *(
            section_view(each, the_widest_profile(), metadata="m", guided=each in GUIDED)
            for each in EntitySection
        ),
        section_view(EntitySection.BANK, no_account(), metadata="m", guided=True),
        section_view(
            EntitySection.LOOK,
            a_sender_profile(logo="data:image/png;base64,AA=="),
            metadata="m",
            guided=False,
        ),
        entity_view(the_widest_profile(), metadata="m", gaps="x" * 3000, tax_form=WIDEST_FORM),
        tax_form_view(the_widest_profile(), WIDEST_FORM, metadata="m", may_upload=True),
        tax_form_view(the_widest_profile(), None, metadata="m", may_upload=False),
        new_customer_view(name=WIDE, metadata="m", asks_for_more=True),
        customer_view(a_customer(name=WIDE, buyer_reference=WIDE), entity=WIDE, metadata="m"),
        *(
            customer_section_view(
                each, a_customer(name=WIDE, tax_ids=the_widest_profile().tax_ids), metadata="m"
            )
            for each in CustomerSection
        ),
        team_view(Workspace(id=WORKSPACE), metadata="m"),
        team_view(the_widest_workspace(), metadata="m"),
        bank_view(a_sender_profile(bank_accounts=()), FIONA.id, metadata="m"),
        bank_view(the_widest_profile(), FIONA.id, metadata="m", said="Done."),
        bank_view(the_widest_profile(), FRANK.id, metadata="m"),
        account_view(None, metadata="m"),
        account_view(a_us_bank(), metadata="m"),
        *(account_view(an_account(code), metadata="m", country="US") for code in SCHEMES),
    ],
)
def test_slack_takes_the_view_however_much_there_is(view: Block) -> None:
    assert valid_view(view, "modal", Ids(lambda: 1.0))["type"] == "modal"


def an_event(name: EventName = EventName.BANK_DETAILS_PROPOSED) -> tuple[Event, SenderProfile]:
    """A proposal by Fiona, and the profile with it."""
    store = a_fake_store()
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(legal_name="<!channel> & Co"))
        command = ProposeBankDetails(
            by=FIONA, profile_id="sender-us", accounts=(a_us_bank(), a_euro_bank())
        )
        profile = propose_bank_details(command, uow, FakeRenderer())
        event = uow.events.of("sender-us")[-1]
    return event.model_copy(update={"name": name}), profile


def actions_in(blocks: list[Block]) -> list[str]:
    rows = (each for each in blocks if each["type"] == "actions")
    return [element["action_id"] for row in rows for element in row["elements"]]


def test_a_notice_of_a_proposal_shows_the_accounts_and_both_buttons() -> None:
    event, profile = an_event()
    text, blocks = bank_notice(event, profile)
    assert text.startswith("Fiona Chen proposed new bank details of &lt;!channel&gt; &amp; Co.")
    assert "DE89370400440532013000" in json.dumps(blocks)
    assert actions_in(blocks) == ["bank_confirm", "bank_drop"]
    assert valid_message_blocks(blocks, Ids(lambda: 1.0))


def test_a_notice_of_a_proposal_that_was_decided_has_no_buttons() -> None:
    event, profile = an_event()
    decided = profile.model_copy(update={"bank_proposal": None})
    _, blocks = bank_notice(event, decided)
    assert actions_in(blocks) == []
    assert "This proposal is no longer open." in json.dumps(blocks)


def test_a_notice_of_a_change_has_no_buttons() -> None:
    text, blocks = bank_notice(*an_event(EventName.BANK_DETAILS_CHANGED))
    assert "confirmed new bank details of" in text
    assert actions_in(blocks) == []


def test_the_widest_notice_is_one_that_slack_takes() -> None:
    profile = the_widest_profile()
    with a_fake_store().write(WORKSPACE) as uow:
        before = {"bank_accounts": (a_us_bank(),), "bank_proposal": None}
        uow.sender_profiles.save(profile.model_copy(update=before))
        command = ProposeBankDetails(
            by=FIONA, profile_id=profile.id, accounts=profile.bank_accounts
        )
        proposed = propose_bank_details(command, uow, FakeRenderer())
        event = uow.events.of(profile.id)[-1]
    text, blocks = bank_notice(event, proposed)
    assert len(text) <= 4000
    assert actions_in(blocks) == ["bank_confirm", "bank_drop"]
    assert valid_message_blocks(blocks, Ids(lambda: 1.0))


def test_a_button_is_about_one_proposal_only() -> None:
    profile = the_widest_profile()
    value = proposal_value(profile)
    assert len(value) < 2000
    assert proposal_in(profile, value) == profile.bank_accounts
    other = BankProposal(accounts=(a_us_bank(),), consent=proposed_by(FRANK))
    assert proposal_in(profile.model_copy(update={"bank_proposal": other}), value) == ()


def labels_of(view: Block) -> list[str]:
    return [each["label"]["text"] for each in view["blocks"] if each["type"] == "input"]


def test_a_step_asks_in_the_words_of_its_country() -> None:
    american = labels_of(make_view({"legal_name": "A", "address.country": "US"}, "m"))
    assert american[:4] == ["Street", "ZIP code", "City", "State"]
    german = labels_of(make_view({"legal_name": "A", "address.country": "DE"}, "m"))
    assert german[:3] == ["Street", "Postal code", "City"]
    assert len(german) == 5
    profile = a_sender_profile(address=a_customer().address.model_copy(update={"country": "FR"}))
    asked = section_view(EntitySection.NUMBERS, profile, metadata="m", guided=True)
    assert labels_of(asked)[:2] == ["N° de TVA intracommunautaire (FR…)", "SIREN"]


def test_an_account_is_asked_for_as_it_is_named_in_the_country() -> None:
    american = section_view(EntitySection.BANK, no_account(), metadata="m", guided=True)
    assert "ABA routing number" in labels_of(american)
    assert "IBAN" not in labels_of(american)
    there = a_customer().address.model_copy(update={"country": "DE"})
    german = no_account().model_copy(update={"address": there})
    labels = labels_of(section_view(EntitySection.BANK, german, metadata="m", guided=True))
    assert labels == [
        "Account holder",
        "IBAN",
        "BIC (SWIFT code)",
        "Bank",
        "Currency of the account",
    ]


@pytest.mark.parametrize("country", ["US", "DE", "GB", "JP", "BR", "IT"])
def test_no_step_asks_for_more_than_seven_things(country: str) -> None:
    there = a_customer().address.model_copy(update={"country": country})
    profile = no_account().model_copy(update={"address": there, "tax_ids": ()})
    typed = {"legal_name": "A", "address.country": country}
    steps = [begin_view({}, "m"), make_view(typed, "m")]
    steps += [section_view(each, profile, metadata="m", guided=True) for each in GUIDED]
    assert max(len(labels_of(each)) for each in steps) <= 7


@pytest.mark.parametrize("options", [country_options, currency_options, time_zone_options])
def test_at_most_a_hundred_options_are_offered(options: object) -> None:
    assert callable(options)
    assert 8 <= len(options("")) <= 100
    assert options("no such thing") == []


def test_countries_currencies_and_zones_are_found_by_name_or_code() -> None:
    assert country_options("united king")[0]["value"] == "GB"
    assert currency_options("")[0]["value"] == "USD"
    assert currency_options("yen")[0]["value"] == "JPY"
    assert time_zone_options("new york")[0]["value"] == "America/New_York"


def test_the_moment_of_an_event_does_not_matter_to_its_notice() -> None:
    event, profile = an_event()
    later = event.model_copy(update={"at": NOW.replace(year=2030)})
    assert bank_notice(event, profile) == bank_notice(later, profile)


@pytest.mark.parametrize("section", EntitySection)
def test_the_title_of_a_section_is_whole(section: EntitySection) -> None:
    view = section_view(section, a_sender_profile(), metadata="m", guided=False)
    assert view["title"]["text"] == SECTION_TITLES[section]
