"""A customer who is new, made inside the builder."""

from collections.abc import Iterator

import pytest

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


def test_a_new_customer_is_made_with_what_the_paper_and_the_e_invoice_need(stage: ModalBot) -> None:
    stage.types("/invoice")
    stage.top("builder")
    stage.press_in_view(SAM.id, "builder_new_customer")
    stage.top("builder_customer_saved")
    address = {"street": "Leopoldstraße 10", "city": "München", "postal_code": "80802"}
    _fill(stage, name="Globex GmbH", **{f"address.{part}": text for part, text in address.items()})
    _fill(stage, language="de", buyer_reference="EK-2207", endpoint="DE1")
    stage.search("setup_country", "germany")
    stage.fill(SAM.id, "setup_country", "DE")
    assert list(stage.submit(SAM.id)["errors"]) == ["endpoint"]
    _fill(stage, endpoint="9930:DE129273398")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    made = _globex(stage)
    assert (made.language, made.buyer_reference) == ("de", "EK-2207")
    assert made.endpoint == "9930:DE129273398"
