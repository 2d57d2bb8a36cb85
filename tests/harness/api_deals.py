"""Invoices on their way, as the tests of the API need them."""

from typing import Any

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.invoice import Invoice
from tests.factories import FIONA, FRANK, WORKSPACE
from tests.harness.api_client import Json, System
from tests.harness.api_keys import an_api_key

MISSING = "01JNOTTHERE000000000000000"


def stored(system: System, invoice_id: str) -> Invoice:
    with system.store.read(WORKSPACE) as uow:
        return uow.invoices.get(invoice_id)


def submitted(system: System, **changes: Any) -> Json:
    return system.made(deal_channel="C0ACME", submit=True, **changes)


def issued(system: System, **changes: Any) -> Json:
    """Approved by Fiona, in Slack, which issues it."""
    made = submitted(system, **changes)
    with system.store.write(WORKSPACE) as uow:
        approve(Approve(by=FIONA, subject_id=made["id"], expected_version=made["sequence"]), uow)
    return dict(system.call("GET", f"/invoices/{made['id']}").json())


def approver_key(system: System) -> str:
    """The secret of a key to which somebody gave the scope outright."""
    return an_api_key(system.store, Scope.INVOICES_APPROVE, name="Finance", by=FRANK).secret
