"""A customer who is new, made inside the builder."""

from collections.abc import Iterator

import pytest

from bot.intake.drafts.kinds import form_in
from jupiter_core.domain.party import Customer
from tests.factories import SAM, WORKSPACE
from tests.harness.modal_bot import ModalBot, a_builder_stage


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        yield made


def _fill(stage: ModalBot, **typed: str) -> None:
    for path, value in typed.items():
        stage.fill_in("setup_typed", value, SAM.id, path)


def _globex(stage: ModalBot) -> Customer:
    with stage.store.read(WORKSPACE) as uow:
        return uow.customers.search("globex")[0]


def _edit_e_invoice(stage: ModalBot) -> None:
    button, row = "setup_edit_customer_section", "customer_e_invoice"
    stage.fill_in(button, "e_invoice", SAM.id, row)


def _adding(stage: ModalBot) -> None:
    stage.types("/invoice")
    stage.top("builder")
    stage.press_in_view(SAM.id, "builder_new_customer")
    stage.top("builder_customer_saved")
    address = {"street": "Leopoldstraße 10", "city": "München", "postal_code": "80802"}
    _fill(stage, name="Globex GmbH", **{f"address.{part}": text for part, text in address.items()})
    stage.search("setup_country", "germany")
    stage.fill(SAM.id, "setup_country", "DE")


def test_a_new_customer_is_made_in_the_short_form_and_chosen_at_once(stage: ModalBot) -> None:
    _adding(stage)
    _fill(stage, tax_number="DE1")
    assert list(stage.submit(SAM.id)["errors"]) == ["tax_number"]
    _fill(stage, tax_number="DE136695976")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    made = _globex(stage)
    assert (made.language, [each.value for each in made.tax_ids]) == ("de", ["DE136695976"])


def test_what_the_e_invoice_needs_may_be_added_before_going_on(stage: ModalBot) -> None:
    _adding(stage)
    stage.fill_in("setup_typed", "true", SAM.id, "more")
    assert stage.submit(SAM.id)["ok"]
    stage.top("setup_customer")
    _edit_e_invoice(stage)
    stage.top("setup_customer_section_saved")
    _fill(stage, buyer_reference="EK-2207", endpoint="DE1")
    assert list(stage.submit(SAM.id)["errors"]) == ["endpoint"]
    _fill(stage, endpoint="9930:DE129273398")
    assert stage.submit(SAM.id)["ok"]
    stage.top("setup_customer")
    stage.showing("9930:DE129273398 · EK-2207")
    made = _globex(stage)
    assert (made.buyer_reference, made.endpoint) == ("EK-2207", "9930:DE129273398")


def test_once_another_customer_is_chosen_the_one_that_was_made_is_the_admins_affair(
    stage: ModalBot,
) -> None:
    _adding(stage)
    stage.fill_in("setup_typed", "true", SAM.id, "more")
    assert stage.submit(SAM.id)["ok"]
    stage.top("setup_customer")
    with stage.store.write(WORKSPACE) as uow:
        (kept,) = uow.forms.of(SAM.id)
        form = form_in(kept).model_copy(update={"customer_id": "customer-acme"})
        uow.forms.save(kept.model_copy(update={"values": form.model_dump(mode="json")}))
    _edit_e_invoice(stage)
    stage.showing("There is no draft “that this window showed” here.")
