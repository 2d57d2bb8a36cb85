"""What exports read, on every kind of store."""

from datetime import date, timedelta

from jupiter_core.commands.record import record, record_first
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.period import Period
from jupiter_core.ports import Store
from tests.factories import NOW, SAM, WORKSPACE, a_content, a_draft, a_sender_profile
from tests.harness.fakes import FixedClock
from tests.harness.ledger import a_mapping

MARCH = Period(first=date(2027, 3, 1), last=date(2027, 3, 31))


def test_what_bears_a_number_is_found_by_its_issue_date(store: Store) -> None:
    other = a_sender_profile(id="sender-eu").seller()
    dates = {
        "a": (date(2027, 3, 31), "JUS-3", {}),
        "b": (date(2027, 3, 1), "JUS-1", {}),
        "c": (date(2027, 3, 1), "JUS-2", {}),
        "d": (date(2027, 2, 28), "JUS-0", {}),
        "e": (date(2027, 4, 1), "JUS-4", {}),
        "f": (date(2027, 3, 9), None, {}),
        "g": (date(2027, 3, 9), "JEU-1", {"seller": other}),
    }
    with store.write(WORKSPACE) as uow:
        for invoice_id, (day, number, changes) in dates.items():
            content = a_content(issue_date=day, **changes)
            record_first(uow, a_draft(id=invoice_id, content=content, number=number), by=SAM)
    with store.read(WORKSPACE) as uow:
        found = [each.id for each in uow.invoices.issued_in(MARCH)]
        assert found == ["b", "c", "g", "a"]
        assert [each.id for each in uow.invoices.issued_in(MARCH, "sender-eu")] == ["g"]
    with store.read("T0OTHER") as uow:
        assert not list(uow.invoices.issued_in(MARCH))


def test_versions_are_found_by_their_time_and_event(store: Store, clock: FixedClock) -> None:
    with store.write(WORKSPACE) as uow:
        first = record_first(uow, a_draft(), by=SAM)
    clock.advance(hours=1)
    with store.write(WORKSPACE) as uow:
        voided = first.model_copy(update={"state": State.VOID, "sequence": 2})
        record(uow, first, voided, EventName.INVOICE_VOIDED, by=SAM)
    hour = timedelta(hours=1)
    with store.read(WORKSPACE) as uow:
        whys = [each.why for each in uow.versions.recorded(NOW, NOW + 2 * hour)]
        assert whys == ["invoice.created", "invoice.voided"]
        assert len(list(uow.versions.recorded(NOW, NOW + hour))) == 1
        (found,) = uow.versions.recorded(NOW, NOW + 2 * hour, why="invoice.voided")
        assert found.invoice() == voided
    with store.read("T0OTHER") as uow:
        assert not list(uow.versions.recorded(NOW, NOW + 2 * hour))


def test_the_accounts_of_a_legal_entity_are_replaced_as_a_whole(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        assert uow.account_mappings.find("sender-us") is None
        uow.account_mappings.save(a_mapping())
        uow.account_mappings.save(a_mapping(no_tax="No VAT"))
    with store.read(WORKSPACE) as uow:
        assert uow.account_mappings.find("sender-us") == a_mapping(no_tax="No VAT")
    with store.read("T0OTHER") as uow:
        assert uow.account_mappings.find("sender-us") is None
