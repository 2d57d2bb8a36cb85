"""What corrections ask of a store: two invoices at one place of a schedule, and lists of notes."""

from typing import Any

import pytest

from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.ports import InvoiceFilter, Store
from tests.factories import WORKSPACE, a_content
from tests.jupiter_core.store.histories import a_draft_of


def at_first_place(name: str, replaces: str = "") -> dict[str, Any]:
    content = a_content(replaces=replaces)
    place = {"contract_id": "contract-1", "contract_revision": 1, "contract_sequence": 1}
    return {"name": name, "content": content, **place}


def test_one_that_replaces_another_stands_beside_it_in_the_schedule_once(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, **at_first_place("01A"))
        a_draft_of(uow, **at_first_place("01B", "JUS-000001"))
    for other in (at_first_place("01C"), at_first_place("01D", "JUS-000001")):
        with pytest.raises(AlreadyDone), store.write(WORKSPACE) as uow:
            a_draft_of(uow, **other)
    with store.read(WORKSPACE) as uow:
        assert [each.id for each in uow.invoices.of_contract("contract-1")] == ["01A", "01B"]


def test_credit_notes_are_found_by_their_invoice_and_apart_from_invoices(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_draft_of(uow, name="01A")
        a_draft_of(uow, name="01B", content=a_content(corrects="JUS-000001"))
        a_draft_of(uow, name="01C", content=a_content(corrects="JUS-000002"))

    def found(**wanted: object) -> list[str]:
        with store.read(WORKSPACE) as uow:
            return [each.id for each in uow.invoices.page(InvoiceFilter.model_validate(wanted))]

    assert found(credit_notes=True) == ["01C", "01B"]
    assert found(credit_notes=False) == ["01A"]
    assert found(corrects="JUS-000001") == ["01B"]
