"""An archived legal entity bills nothing new; what runs already goes on."""

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import EntityArchived
from jupiter_core.ports import UnitOfWork


def expect_entity_in_use(uow: UnitOfWork, profile_id: str) -> None:
    """Of an entity that somebody chose. Raises NotFound, or EntityArchived at
    `sender_profile_id`."""
    profile = uow.sender_profiles.get(profile_id)
    if profile.archived:
        raise EntityArchived(profile.legal_name).at("sender_profile_id")


def expect_may_bill(uow: UnitOfWork, invoice: Invoice) -> None:
    """Of an invoice that is to be submitted as it stands. Raises EntityArchived.

    A credit note takes back what was billed, and an invoice of a contract was agreed to with it.
    """
    if not invoice.is_credit_note and not invoice.contract_id:
        expect_entity_in_use(uow, invoice.content.seller.profile_id)


def expect_may_propose(uow: UnitOfWork, contract: Contract) -> None:
    """Of a contract that nobody has agreed to yet; one that runs can still be changed. Raises
    EntityArchived."""
    if not contract.agreed:
        expect_entity_in_use(uow, contract.shown.sender_profile_id)
