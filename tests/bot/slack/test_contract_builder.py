"""A contract entered in Slack: filled in, its schedule seen, submitted."""

from collections.abc import Iterator

import pytest

from bot.intake.contract.filled import form_of_contract
from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.slack.forms import keep
from jupiter_core.domain.contract.contract import ContractState
from tests.factories import DEAL_CHANNEL, SAM, WORKSPACE
from tests.harness.modal_bot import ModalBot, a_builder_stage
from tests.harness.slack_reading import shown


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        yield made


def _opened(stage: ModalBot) -> None:
    stage.types("/invoice contract")
    stage.top("contract_builder")


def _fill(stage: ModalBot, **fields: str) -> None:
    for name, value in fields.items():
        stage.fill(SAM.id, name, value)


def _line(stage: ModalBot, kind: str, **fields: str) -> None:
    stage.press_in_view(SAM.id, f"contract_add_{kind}")
    stage.top("contract_line_editor")
    _fill(stage, **{f"contract_line_{name}": value for name, value in fields.items()})
    answer = stage.submit(SAM.id)
    assert not answer.get("errors"), answer
    stage.top("contract_builder")
    stage.showing(fields["description"])


def _the_deal(stage: ModalBot) -> None:
    _opened(stage)
    acme = stage.search("builder_customer", "acme")[0]
    _fill(stage, builder_customer=acme["value"], builder_terms="45")
    _fill(stage, contract_start="2027-01-01", contract_term="3 years")
    platform = {"description": "Platform Enterprise", "annual_price": "1.2M", "escalators": "5% y2"}
    _line(stage, "subscription", **platform)
    _line(stage, "subscription", description="Analytics add-on", quantity="250", annual_price="480")
    _line(stage, "one_time", description="Onboarding", amount="50k")
    _line(stage, "usage_credit", description="Usage credit", amount="25k")
    stage.showing("USD 1,386,000.00 in 1 invoice")


def test_a_deal_typed_line_by_line_becomes_a_contract_that_waits_for_approval(
    stage: ModalBot,
) -> None:
    _the_deal(stage)
    assert stage.submit(SAM.id)["ok"]
    contract = stage.eventually(stage.contracts)[0]
    assert contract.state is ContractState.PENDING_APPROVAL
    totals = [f"{each.total.decimal:,f}" for each in contract.shown.schedule.invoices]
    assert totals == ["1,345,000.00", "1,386,000.00", "1,386,000.00"]
    assert (contract.deal_channel, contract.name) == (DEAL_CHANNEL, "Acme Corporation 2027")
    assert stage.forms() == []


def test_before_submitting_the_schedule_is_seen_with_its_arithmetic(stage: ModalBot) -> None:
    _the_deal(stage)
    stage.press_in_view(SAM.id, "contract_schedule")
    text = shown(stage.top("contract_schedule_pages"))
    assert "Platform Enterprise: 1,200,000.00 × 1.05 = 1,260,000.00" in text
    assert "Analytics add-on: 250 × 480.00 × 1.05 = 126,000.00" in text
    assert "Issued 1 Jan 2029, due 15 Feb 2029:  USD 1,386,000.00" in text
    assert "Credit left at the end: USD 0.00" in text


def test_what_is_wrong_is_said_on_its_fields_all_at_once(stage: ModalBot) -> None:
    _opened(stage)
    platform = {"description": "Platform", "annual_price": "1.2M"}
    _line(stage, "subscription", **platform)
    acme = stage.search("builder_customer", "acme")[0]
    _fill(stage, builder_customer=acme["value"])
    _fill(stage, contract_term="three or four", contract_timing="arrears")
    _fill(stage, contract_frequency="upfront")
    errors = stage.submit(SAM.id)["errors"]
    said = {block_id.partition(".")[0]: sentence for block_id, sentence in errors.items()}
    assert "“three or four” is not a term" in said["term_months"]
    assert "in advance, not in arrears" in said["billing_timing"]
    assert stage.contracts() == []


def test_its_late_fee_and_references_are_filled_in_as_on_an_invoice(stage: ModalBot) -> None:
    _the_deal(stage)
    _fill(stage, builder_late_fee="lots", builder_refs="P-77")
    said = {block_id.partition(".")[0] for block_id in stage.submit(SAM.id)["errors"]}
    assert said == {"late_fee", "references"}
    _fill(stage, builder_late_fee="9% a year + 40", builder_refs="Project: P-77")
    assert stage.submit(SAM.id)["ok"]
    (contract,) = stage.eventually(stage.contracts)
    terms = contract.shown.terms
    assert terms.late_fee and terms.late_fee.words == "9% a year + USD 40.00"
    assert [(each.key, each.value) for each in terms.references] == [("project", "P-77")]


def test_a_line_has_a_list_price_which_rises_with_its_price(stage: ModalBot) -> None:
    stage.types("/invoice Acme 250 x 480/yr seats list=600 5% y2 2y from us USD start 2027-01-01")
    stage.top("contract_builder")
    stage.showing("USD 480.00 (list 600.00) a year")
    assert stage.submit(SAM.id)["ok"]
    (contract,) = stage.eventually(stage.contracts)
    lines = [each.lines[0].item for each in contract.shown.schedule.invoices]
    # 480 and 600, each × 1.05
    assert [(str(each.unit_price), str(each.list_price)) for each in lines] == [
        ("480.00", "600.00"),
        ("504.00", "630.00"),
    ]
    (form_line,) = form_of_contract(contract).lines
    assert form_line.list_price == "600.00"


def test_a_mistake_in_a_line_is_said_in_its_editor_on_its_field(stage: ModalBot) -> None:
    _opened(stage)
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    _fill(stage, contract_line_description="Platform", contract_line_annual_price="a lot")
    _fill(stage, contract_line_escalators="5% y9")
    errors = stage.submit(SAM.id)["errors"]
    assert set(errors) == {"annual_price.l1", "escalators.l1"}
    _fill(stage, contract_line_annual_price="1.2M", contract_line_list_price="1M")
    errors = stage.submit(SAM.id)["errors"]
    assert errors["list_price.l1"].startswith("The list price USD 1,000,000.00 is not above")
    _fill(stage, contract_line_list_price="1.5M")
    errors = stage.submit(SAM.id)["errors"]
    assert errors == {"escalators.l1": "An escalator must be in contract year 2 to 3 here."}


def test_the_amount_of_a_line_is_shown_year_by_year_while_it_is_typed(stage: ModalBot) -> None:
    _opened(stage)
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    _fill(stage, contract_line_annual_price="500k, 1M", contract_line_discount_percent="10")
    stage.showing("Year 3: 1,000,000.00 × 0.9 = USD 900,000.00")


def test_a_term_that_is_made_shorter_says_in_the_line_what_does_not_fit_any_more(
    stage: ModalBot,
) -> None:
    _opened(stage)
    _line(stage, "subscription", description="Platform", annual_price="1.2M", escalators="5% y3")
    _fill(stage, contract_term="2 years")
    stage.showing("⚠ An escalator must be in contract year 2 here.")


def test_a_schedule_that_cannot_be_made_yet_says_what_is_missing(stage: ModalBot) -> None:
    _opened(stage)
    stage.press_in_view(SAM.id, "contract_schedule")
    stage.top("contract_schedule_pages")
    stage.showing("A contract needs at least one subscription or one-time line.")


def test_a_closed_contract_is_listed_and_taken_up_as_the_contract_that_it_was(
    stage: ModalBot,
) -> None:
    _opened(stage)
    _fill(stage, contract_name="Acme renewal")
    _line(stage, "one_time", description="Onboarding", amount="50k")
    stage.close()
    stage.types("/invoice")
    stage.top("builder")
    stage.showing("Unfinished: Contract Acme renewal with no customer yet, 1 line")
    stage.press_in_view(SAM.id, "builder_take_up")
    stage.top("contract_builder")
    stage.showing("Onboarding")
    assert stage.initially("name") == "Acme renewal"
    assert len(stage.forms()) == 1


def test_a_contract_that_nothing_was_typed_into_leaves_nothing_behind(stage: ModalBot) -> None:
    _opened(stage)
    stage.close()
    stage.eventually(lambda: not stage.forms())


def test_an_invoice_goes_on_as_a_contract_with_what_was_typed(stage: ModalBot) -> None:
    stage.types("/invoice Acme onboarding 50k credit 5k net 45 PO 4500")
    stage.top("builder")
    stage.press_in_view(SAM.id, "contract_instead")
    stage.top("contract_builder")
    stage.showing("USD 5,000.00 of credit")
    assert (stage.initially("net_terms"), stage.initially("po_number")) == ("45", "4500")
    assert len(stage.forms()) == 1


def test_lines_are_moved_and_removed(stage: ModalBot) -> None:
    _opened(stage)
    _line(stage, "one_time", description="First", amount="1k")
    _line(stage, "one_time", description="Second", amount="2k")
    stage.menu("contract_line", "up:l2")
    stage.eventually(lambda: _order(stage) == ["Second", "First"])
    stage.menu("contract_line", "remove:l1")
    stage.eventually(lambda: _order(stage) == ["Second"])


def test_a_long_contract_shows_its_lines_in_parts(stage: ModalBot) -> None:
    lines = tuple(
        ContractLineForm(key=f"l{n}", kind="one_time", description=f"Fee {n}", amount="1k")
        for n in range(1, 43)
    )
    form = ContractForm(currency="USD", start_date="2027-01-01", lines=lines, next_key=43)
    with stage.store.write(WORKSPACE) as uow:
        keep(uow, SAM.id, "01JLONG", form)
    _opened(stage)
    stage.press_in_view(SAM.id, "builder_take_up")
    stage.eventually(lambda: len(_order(stage)) == 40)
    stage.fill_in("contract_lines", "40", SAM.id, "other_lines")
    stage.eventually(lambda: _order(stage) == ["Fee 41", "Fee 42"])
    stage.menu("contract_line", "remove:l42")
    stage.eventually(lambda: _order(stage) == ["Fee 41"])
    stage.menu("contract_line", "remove:l41")
    stage.eventually(lambda: len(_order(stage)) == 40)


def _order(stage: ModalBot) -> list[str]:
    blocks = stage.top("contract_builder")["blocks"]
    lines = [each for each in blocks if each["block_id"].startswith("line.")]
    return [each["text"]["text"].partition("\n")[0] for each in lines]


def test_a_submission_that_arrives_twice_makes_one_contract(stage: ModalBot) -> None:
    _the_deal(stage)
    stage.submit(SAM.id)
    stage.eventually(stage.contracts)
    stage.redeliver("view_submission")
    assert len(stage.contracts()) == 1


def test_a_channel_without_the_bot_says_how_to_invite_it(stage: ModalBot) -> None:
    stage.types("/invoice Acme 1.2M/yr 3y", channel="C0RANDOM")
    stage.top("contract_builder")
    (sentence,) = stage.submit(SAM.id)["errors"].values()
    assert "/invite" in sentence


def test_a_name_in_use_is_said_on_its_field(stage: ModalBot) -> None:
    for _ in range(2):
        stage.types("/invoice Acme 1.2M/yr 3y")
        stage.top("contract_builder")
        _fill(stage, contract_name="Acme renewal")
        answer = stage.submit(SAM.id)
    (block_id,) = answer["errors"]
    assert block_id.startswith("name.")


def test_a_guest_is_told_that_they_cannot(stage: ModalBot) -> None:
    stage.types("/invoice contract", user="U0NOAH")
    assert "You may not draft invoices" in stage.told("U0NOAH")
    assert stage.modals("U0NOAH") == []


def test_the_amount_of_an_indexed_line_says_from_when_it_is_provisional(stage: ModalBot) -> None:
    _opened(stage)
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    _fill(
        stage, contract_line_annual_price="100k", contract_line_indexation="US CPI-U: 300, floor 2%"
    )
    stage.showing("Year 2: 100,000.00 × 1.02 = USD 102,000.00")
    stage.showing("Provisional from year 2, until the index is known.")
