"""A database with one legal entity, one customer and one approver."""

from bot.system import SystemClock, Ulids
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.workspace import Workspace
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, WORKSPACE, a_customer, a_sender_profile


def store_at(url: str) -> Database:
    """With what a process of the product has of clock and ids."""
    clock = SystemClock()
    return Database(url, clock, Ulids(clock), A_SIGNER)


def fill(url: str) -> None:
    """Makes the tables too."""
    store = store_at(url)
    store.migrate()
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
    store.close()
