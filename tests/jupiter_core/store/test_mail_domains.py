"""Known mail domains, on every kind of store, and what the migration knows of before."""

from sqlalchemy import text

from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import Store
from jupiter_core.store import Database
from tests.factories import DANA, NOW, SAM, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.test_migrating_old_rows import old, upgrade, writer

__all__ = ["old"]


def test_they_are_the_customers_own_oldest_first_and_added_once(
    store: Store, clock: FixedClock
) -> None:
    for home in ("zeta.example", "acme.example", "zeta.example"):
        with store.write(WORKSPACE) as uow:
            uow.mail_domains.add("customer-acme", home)
        clock.advance(minutes=1)
    with store.read(WORKSPACE) as uow:
        assert uow.mail_domains.of("customer-acme") == ["zeta.example", "acme.example"]
        assert uow.mail_domains.of("customer-globex") == []
    with store.read("T0OTHER") as uow:
        assert uow.mail_domains.of("customer-acme") == []


def test_what_failed_is_not_known(store: Store) -> None:
    try:
        with store.write(WORKSPACE) as uow:
            uow.mail_domains.add("customer-acme", "acme.example")
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    with store.read(WORKSPACE) as uow:
        assert uow.mail_domains.of("customer-acme") == []


def an_invoice(address: str, **state: object) -> Invoice:
    bill_to = a_customer(ap_contact=ApContact(name="Dana", email=address)).bill_to()
    return a_draft(content=a_content(bill_to=bill_to), **state)


def test_the_migration_knows_where_issued_invoices_went_and_not_what_ap_put_there_later(
    old: Database,
) -> None:
    issued = {"state": State.ISSUED, "number": "JUS-000001", "revision": 1}
    rows = (
        ("invoice.created", an_invoice("draft@never.example"), SAM),
        ("invoice.issued", an_invoice("Dana@ACME.example", **issued), SAM),
        ("invoice.amended", an_invoice("ap@evil.example", **issued), DANA),
    )
    with writer(old) as connection:
        for n, (why, invoice, by) in enumerate(rows, start=1):
            version = Version.sealed(
                invoice, at=NOW, by=by, why=why, note="", previous_hash=GENESIS
            ).model_copy(update={"sequence": n})
            plain = version.model_dump(mode="json")
            plain["by"] = by.model_dump_json()
            plain["at"] = NOW
            names = ", ".join(f'"{name}"' for name in plain)
            values = ", ".join(f":{name}" for name in plain)
            connection.execute(text(f"INSERT INTO versions ({names}) VALUES ({values})"), plain)
    upgrade(old, "0007")
    with old.read(WORKSPACE) as uow:
        assert uow.mail_domains.of("customer-acme") == ["acme.example"]
