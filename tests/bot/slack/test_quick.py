"""The thirty-second way: one line, or a message, opens the modal filled in."""

from collections.abc import Iterator

import pytest
import yaml

from jupiter_core.domain.contract.contract import ContractState
from tests.factories import (
    DEAL_CHANNEL,
    SAM,
    a_euro_bank,
    a_sender_profile,
)
from tests.harness.modal_bot import MANIFEST, ModalBot, a_builder_stage
from tests.harness.slack_reading import shown

SEED = (
    "/invoice Acme Corp 1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45 "
    "from Jupiter US starting 2027-01-01"
)


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    euro = a_sender_profile(
        id="sender-eu",
        legal_name="Jupiter EU GmbH",
        series="JEU-",
        time_zone="Europe/Berlin",
        bank_accounts=(a_euro_bank(),),
    )
    with a_builder_stage([a_sender_profile(), euro]) as made:
        yield made


def _totals(stage: ModalBot) -> list[str]:
    (contract,) = stage.eventually(stage.contracts)
    assert contract.state is ContractState.PENDING_APPROVAL
    return [f"{each.total.decimal:,f}" for each in contract.shown.schedule.invoices]


def test_the_seed_deal_in_one_line_and_one_more_product_is_the_contract(stage: ModalBot) -> None:
    stage.types(SEED)
    stage.top("contract_builder")
    assert stage.initially("customer_id") == "customer-acme"
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    assert stage.initially("escalators") == "5% y2"
    stage.fill(SAM.id, "contract_line_description", "Analytics add-on")
    stage.fill(SAM.id, "contract_line_quantity", "250")
    stage.fill(SAM.id, "contract_line_annual_price", "480")
    stage.submit(SAM.id)
    stage.top("contract_builder")
    stage.showing("total USD 1,386,000.00")
    stage.press_in_view(SAM.id, "contract_schedule")
    text = shown(stage.top("contract_schedule_pages"))
    assert "1,200,000.00 × 1.05 = 1,260,000.00" in text
    stage.close()
    stage.submit(SAM.id)
    assert _totals(stage) == ["1,345,000.00", "1,386,000.00", "1,386,000.00"]


def test_with_the_product_in_the_line_it_is_all_there_at_once(stage: ModalBot) -> None:
    stage.types(f"{SEED} 250 x 480 analytics")
    stage.top("contract_builder")
    stage.submit(SAM.id)
    assert _totals(stage) == ["1,345,000.00", "1,386,000.00", "1,386,000.00"]
    (contract,) = stage.contracts()
    assert contract.shown.sender_profile_id == "sender-us"
    assert contract.shown.terms.net_terms == 45


def test_where_nothing_speaks_of_a_contract_the_invoice_opens(stage: ModalBot) -> None:
    stage.types("/invoice Acme €50k onboarding net 30 from eu")
    stage.top("builder")
    stage.showing("Onboarding\n1 × 50,000.00 = EUR 50,000.00")
    assert stage.initially("sender_profile_id") == "sender-eu"


def test_words_that_are_not_understood_are_named_on_top(stage: ModalBot) -> None:
    stage.types("/invoice Acme 50k onboarding net 30 net 90 <!channel>")
    stage.top("builder")
    stage.showing("I couldn't read “net”, “90”, “<!channel>”.")


def test_a_customer_who_is_not_known_is_kept_as_typed_for_the_new_one(stage: ModalBot) -> None:
    stage.types("/invoice Initrode Ltd 50k onboarding")
    stage.top("builder")
    stage.showing("No customer called “Initrode Ltd” yet")
    stage.press_in_view(SAM.id, "builder_new_customer")
    stage.top("builder_customer_saved")
    assert stage.initially("name") == "Initrode Ltd"


def test_where_nothing_at_all_is_understood_there_is_help(stage: ModalBot) -> None:
    stage.types("/invoice lsit")
    assert "I couldn't read “lsit”. Did you mean list?" in stage.told(SAM.id)
    assert stage.modals(SAM.id) == []
    assert stage.forms() == []


def test_a_message_opens_the_modal_for_its_channel(stage: ModalBot) -> None:
    text = "Closed *Acme*: platform $1.2M per year for 3 years & 50k onboarding, PO 4500017342"
    ts = stage.say(SAM.id, DEAL_CHANNEL, text)["ts"]
    stage.use_shortcut("invoice_from_message", ts)
    stage.top("contract_builder")
    stage.showing("I couldn't read “Closed”.")
    assert stage.initially("po_number") == "4500017342"
    assert stage.initially("deal_channel") == DEAL_CHANNEL
    stage.submit(SAM.id)
    assert _totals(stage) == ["1,250,000.00", "1,200,000.00", "1,200,000.00"]


def test_a_message_that_says_nothing_of_a_deal_opens_an_empty_invoice_and_names_its_words(
    stage: ModalBot,
) -> None:
    ts = stage.say(SAM.id, DEAL_CHANNEL, "good morning")["ts"]
    stage.use_shortcut("invoice_from_message", ts)
    stage.top("builder")
    stage.showing("I couldn't read “good”, “morning”.")


@pytest.mark.parametrize(
    ("line", "totals"),
    [
        ("¥10m/yr 2y 2.5% y2 annual", ["10,000,000", "10,250,000"]),
        ("10,000.125 KWD/yr 2y 1% y2", ["10,000.125", "10,100.126"]),
        ("120k/yr 1y quarterly starting 2028-02-29", ["30,000.00"] * 4),
    ],
)
def test_other_currencies_and_a_leap_day(stage: ModalBot, line: str, totals: list[str]) -> None:
    stage.types(f"/invoice Acme {line} from Jupiter US")
    stage.top("contract_builder")
    stage.submit(SAM.id)
    assert _totals(stage) == totals


def test_a_quick_line_after_the_word_contract_or_new_is_read_as_well(stage: ModalBot) -> None:
    stage.types("/invoice contract Acme 1.2M/yr 3y")
    stage.top("contract_builder")
    stage.close()
    stage.types("/invoice new Acme $50k onboarding")
    stage.top("builder")
    stage.showing("Onboarding\n1 × 50,000.00")


def test_a_contract_that_is_not_there_is_said_even_where_a_word_is_understood(
    stage: ModalBot,
) -> None:
    stage.types("/invoice contract Acme renewal 2026")
    assert "There is no contract “Acme renewal 2026” here." in stage.told(SAM.id)


@pytest.mark.parametrize("name", ["http.yaml", "socket-mode.yaml"])
def test_both_manifests_have_the_message_shortcut(name: str) -> None:
    manifest = yaml.safe_load((MANIFEST.parent / name).read_text(encoding="utf-8"))
    (shortcut,) = manifest["features"]["shortcuts"]
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", "invoice_from_message")
    assert len(shortcut["name"]) <= 24
