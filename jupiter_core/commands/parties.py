"""Keeping the parties: legal entities and customers, as an admin or finance sets them up.

What is issued keeps its snapshot. What is not issued yet takes the new details at once, and an
approval of the old ones is void.
"""

from collections.abc import Callable

from jupiter_core.commands.draft import edit
from jupiter_core.commands.printable import expect_printable
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Renderer, UnitOfWork


class SaveSenderProfile(Frozen):
    """The profile as it is to be. An existing one keeps its bank accounts whatever is said here:
    those change by `ProposeBankDetails` and a second person."""

    by: Actor
    profile: SenderProfile


class SaveCustomer(Frozen):
    by: Actor
    customer: Customer


def save_sender_profile(
    command: SaveSenderProfile, uow: UnitOfWork, paper: Renderer
) -> SenderProfile:
    """Raises AlreadyTaken or Mistakes."""
    profile = command.profile
    known = find_profile(uow, profile.id)
    if known:
        kept = {"bank_accounts": known.bank_accounts, "bank_proposal": known.bank_proposal}
        profile = profile.model_copy(update=kept)
    expect_printable(_texts_of_profile(profile), paper)
    uow.sender_profiles.save(profile)
    refresh_profile(uow, profile, by=command.by)
    return profile


def save_customer(command: SaveCustomer, uow: UnitOfWork, paper: Renderer) -> Customer:
    """Raises AlreadyTaken or Mistakes."""
    customer = command.customer
    expect_printable(_texts_of_customer(customer), paper)
    uow.customers.save(customer)

    def with_customer(content: Content) -> Content:
        return content.model_copy(update={"bill_to": customer.bill_to()})

    _refresh(uow, customer.id, with_customer, f"{customer.name} was edited", by=command.by)
    return customer


def refresh_profile(uow: UnitOfWork, profile: SenderProfile, *, by: Actor) -> None:
    """Gives every invoice of the entity that is not issued its present details."""

    def with_profile(content: Content) -> Content:
        account = profile.account_for(content.currency)
        return content.model_copy(update={"seller": profile.seller(), "remit_to": account})

    _refresh(uow, profile.id, with_profile, f"{profile.legal_name} was edited", by=by)


def find_profile(uow: UnitOfWork, profile_id: str) -> SenderProfile | None:
    try:
        return uow.sender_profiles.get(profile_id)
    except NotFound:
        return None


def _refresh(
    uow: UnitOfWork,
    party_id: str,
    refreshed: Callable[[Content], Content],
    note: str,
    *,
    by: Actor,
) -> None:
    for invoice_id in uow.invoices.before_issue_of(party_id):
        invoice = uow.invoices.get(invoice_id)
        content = refreshed(invoice.content)
        if content != invoice.content:
            edit(uow, invoice, content, by=by, note=note)


def _texts_of_profile(profile: SenderProfile) -> dict[str, tuple[str, str]]:
    address = profile.address
    return {
        "legal_name": ("Legal name", profile.legal_name),
        "street": ("Street", address.street),
        "city": ("City", address.city),
        "region": ("Region", address.region),
        "email": ("E-mail", profile.email),
        "phone": ("Telephone", profile.phone),
        "series": ("Number series", profile.series),
        **{
            f"bank_accounts[{n}].holder": ("Account holder", each.holder + each.bank_name)
            for n, each in enumerate(profile.bank_accounts)
        },
    }


def _texts_of_customer(customer: Customer) -> dict[str, tuple[str, str]]:
    address = customer.address
    return {
        "name": ("Legal name", customer.name),
        "street": ("Street", address.street),
        "city": ("City", address.city),
        "region": ("Region", address.region),
        "ap_name": ("AP contact", customer.ap_contact.name),
        "attention": ("Attention line", customer.attention),
        "cost_centre": ("Cost centre", customer.cost_centre),
    }
