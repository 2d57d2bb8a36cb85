"""`/invoice claim CODE`: a draft made without an account becomes somebody's in this workspace."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.intake.new.typed import Typed
from jupiter_core.commands.handover import Leave, leave, take
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.handover import HandoverGone, Kind
from jupiter_core.domain.party import Customer
from jupiter_core.domain.workspace import Workspace
from tests.factories import FIONA, SAM, WORKSPACE, a_customer, a_euro_bank, a_sender_profile
from tests.harness.builder_forms import a_form
from tests.harness.modal_bot import ModalBot, a_builder_stage

CODE = "7KQ2-M9XD-4RTB"
GONE = "There is no draft with this code"
GUEST = "U0NOAH"


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


def left(stage: ModalBot, typed: Typed) -> None:
    leave(Leave(code=CODE, kind=typed.kind, material=typed.material()), stage.store)


def customers(stage: ModalBot) -> list[Customer]:
    with stage.store.read(WORKSPACE) as uow:
        return uow.customers.search("")


def expect_still_there(stage: ModalBot) -> None:
    with stage.store.write("T0OTHER") as uow:
        take(CODE, uow)


def test_an_invoice_opens_filled_in_with_its_customer_added(stage: ModalBot) -> None:
    left(stage, a_form())
    stage.types(f"/invoice claim {CODE.lower()}")
    stage.top("builder")
    text = stage.showing("EUR 1,345,000.00")
    assert "New customer Société Lumière SAS, added as entered." in text
    assert "Bank details are those of the legal entity" in text
    assert stage.initially("sender_profile_id") == "sender-eu"
    assert stage.initially("currency") == "EUR"
    assert stage.initially("net_terms") == "45"
    assert stage.initially("issue_date") == "2026-12-01"
    lumiere = next(each for each in customers(stage) if each.name == "Société Lumière SAS")
    assert stage.initially("customer_id") == lumiere.id
    assert lumiere.ap_contact.name == "Claire Dubois"


def test_a_contract_opens_filled_in_and_can_be_submitted(stage: ModalBot) -> None:
    left(stage, a_form("contract"))
    stage.types(f"/invoice claim {CODE}")
    stage.top("contract_builder")
    stage.showing("EUR 4,142,800.00")
    stage.submit(SAM.id)
    (contract,) = stage.eventually(stage.contracts)
    totals = [str(each.total) for each in contract.shown.schedule.invoices]
    assert totals == ["1345000.00", "1380000.00", "1417800.00"]


def test_a_customer_who_is_known_stays_as_they_are(stage: ModalBot) -> None:
    left(stage, a_form(customer__name="  acme   CORPORATION"))
    stage.types(f"/invoice claim {CODE}")
    stage.top("builder")
    stage.showing("Existing customer Acme Corporation")
    assert stage.initially("customer_id") == "customer-acme"
    (acme,) = customers(stage)
    assert acme.address.city == "Phoenix"


@pytest.mark.parametrize("kind", ["invoice", "contract"])
@pytest.mark.parametrize(("said", "shown", "told"), [("", "with_tax", True), ("net", "net", False)])
def test_prices_of_which_the_draft_says_nothing_are_as_usual_for_the_customer(
    stage: ModalBot, kind: Kind, said: str, shown: str, *, told: bool
) -> None:
    with stage.store.write(WORKSPACE) as uow:
        usual = DealDefaults(prices_include_tax=True)
        uow.customers.save(a_customer().model_copy(update={"defaults": usual}))
    left(stage, a_form(kind, customer__name="Acme Corporation", prices=said))
    stage.types(f"/invoice claim {CODE}")
    stage.top("contract_builder" if kind == "contract" else "builder")
    text = stage.showing("Existing customer Acme Corporation")
    assert stage.initially("prices") == shown
    assert ("Prices include tax, as usual for this customer" in text) is told


def test_a_customer_who_is_not_complete_is_offered_to_be_added(stage: ModalBot) -> None:
    left(stage, a_form(customer__address__city="", sender__legal_name="Pluto Ltd"))
    stage.types(f"/invoice claim {CODE}")
    stage.top("builder")
    text = stage.showing("No customer called “Société Lumière SAS” yet")
    assert "No legal entity called “Pluto Ltd” here" in text
    assert len(customers(stage)) == 1


def test_a_code_works_once(stage: ModalBot) -> None:
    left(stage, a_form())
    stage.types(f"/invoice claim {CODE}")
    stage.top("builder")
    stage.types(f"/invoice claim {CODE}", user=FIONA.id)
    assert GONE in stage.told(FIONA.id)
    assert stage.modals(FIONA.id) == []
    with pytest.raises(HandoverGone), stage.store.write("T0OTHER") as uow:
        take(CODE, uow)


def test_of_two_people_at_once_one_gets_it(stage: ModalBot) -> None:
    left(stage, a_form())
    with ThreadPoolExecutor(2) as threads:
        list(
            threads.map(
                lambda who: stage.types(f"/invoice claim {CODE}", user=who.id), (SAM, FIONA)
            )
        )
    stage.eventually(lambda: len(stage.forms(SAM.id)) + len(stage.forms(FIONA.id)) == 1)
    loser = FIONA if stage.forms(SAM.id) else SAM
    assert GONE in stage.told(loser.id)


def test_a_draft_is_gone_after_seven_days(stage: ModalBot) -> None:
    left(stage, a_form())
    stage.clock.advance(days=7, seconds=1)
    stage.types(f"/invoice claim {CODE}")
    assert GONE in stage.told(SAM.id)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("0000-0000-0000", GONE), ("x" * 3000, GONE), ("", "The code, as in /invoice claim")],
)
def test_a_code_that_was_never_given_or_none_is_told(
    stage: ModalBot, typed: str, answer: str
) -> None:
    stage.types(f"/invoice claim {typed}")
    assert answer in stage.told(SAM.id)


def test_a_guest_takes_nothing_and_the_draft_stays(stage: ModalBot) -> None:
    left(stage, a_form())
    stage.types(f"/invoice claim {CODE}", user=GUEST)
    assert "You may not draft invoices" in stage.told(GUEST)
    expect_still_there(stage)


def test_who_may_not_draft_takes_nothing_and_the_draft_stays(stage: ModalBot) -> None:
    with stage.store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, drafters=(FIONA.id,)))
    left(stage, a_form())
    stage.types(f"/invoice claim {CODE}")
    assert "You may not draft invoices" in stage.told(SAM.id)
    expect_still_there(stage)


def test_hostile_texts_open_a_modal_that_slack_can_draw(stage: ModalBot) -> None:
    hostile = "<!channel> *x* " + "y" * 900
    form = a_form()
    texts = {name: hostile for name in form.values if name != "currency"}
    lines = tuple(
        line.model_copy(update={"values": dict.fromkeys(line.values, hostile)})
        for line in form.lines
    )
    left(stage, form.model_copy(update={"values": {**form.values, **texts}, "lines": lines}))
    stage.types(f"/invoice claim {CODE}")
    stage.top("builder")
    assert stage.initially("issue_date") == "2026-11-22"


def test_a_draft_without_anything_is_an_empty_form(stage: ModalBot) -> None:
    leave(Leave(code=CODE, kind="invoice", material={"values": {}, "lines": []}), stage.store)
    stage.types(f"/invoice claim {CODE}")
    stage.top("builder")
    assert stage.initially("customer_id") is None
