"""A draft that was submitted is edited in Slack: the currency too."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.money import Money
from tests.factories import SAM, WORKSPACE
from tests.harness.modal_bot import ModalBot, a_builder_stage


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        yield made


@pytest.mark.parametrize("currency", ["EUR", "JPY"])
def test_a_submitted_invoice_is_changed_to_another_currency(stage: ModalBot, currency: str) -> None:
    stage.types("/invoice Acme onboarding 50k credit 5k net 45 PO 4500")
    stage.top("builder")
    assert stage.submit(SAM.id)["ok"]
    (invoice_id,) = stage.eventually(lambda: _ids(stage))
    stage.types("/invoice list")
    listed = stage.eventually(lambda: [each for each in stage.channel() if each["ephemeral"]])[-1]
    stage.choose(SAM.id, "found_show", listed, invoice_id)
    stage.top("invoice_shown")
    stage.press_in_view(SAM.id, "invoice_edit")
    stage.top("builder")
    stage.fill(SAM.id, "builder_currency", currency)
    stage.showing(f"{currency} 45,000")
    answer = stage.submit(SAM.id)
    assert not answer.get("errors"), answer
    with stage.store.read(WORKSPACE) as uow:
        invoice = uow.invoices.get(invoice_id)
    assert (invoice.total, invoice.paid) == (Money.of("45000", currency), Money.zero(currency))


def _ids(stage: ModalBot) -> list[str]:
    with stage.store.read(WORKSPACE) as uow:
        return uow.invoices.ids()
