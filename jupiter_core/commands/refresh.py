"""What is not issued yet takes a party's new details at once, and an approval of the old is void.

What is issued keeps its snapshot.
"""

from collections.abc import Callable

from jupiter_core.commands.draft import edit
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import UnitOfWork


def refresh_profile(uow: UnitOfWork, profile: SenderProfile, *, by: Actor) -> None:
    """Gives every invoice of the entity that is not issued its present details."""

    def with_profile(content: Content) -> Content:
        account = profile.account_for(content.currency)
        return content.model_copy(update={"seller": profile.seller(), "remit_to": account})

    refresh(uow, profile.id, with_profile, f"{profile.legal_name} was edited", by=by)


def refresh(
    uow: UnitOfWork,
    party_id: str,
    refreshed: Callable[[Content], Content],
    note: str,
    *,
    by: Actor,
) -> None:
    """Gives every invoice of a party that is not issued the content that `refreshed` makes."""
    for invoice_id in uow.invoices.before_issue_of(party_id):
        invoice = uow.invoices.get(invoice_id)
        content = refreshed(invoice.content)
        if content != invoice.content:
            edit(uow, invoice, content, by=by, note=note)
