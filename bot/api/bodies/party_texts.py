"""Parties of a body as the set-up form has them: flat, from path to text."""

from collections.abc import Iterable, Mapping

from bot.api.schemas.party import (
    AccountBody,
    AddressBody,
    CustomerBody,
    SenderProfileBody,
    SenderProfileChange,
    TaxIdBody,
)


def typed_customer(said: CustomerBody) -> Mapping[str, str]:
    """What `bot.intake.party` reads of a customer."""
    return {
        "name": said.name,
        **_typed_address(said.address),
        **_typed_tax_ids(said.tax_ids),
        "ap_contact.name": said.ap_contact.name,
        "ap_contact.email": said.ap_contact.email,
        "attention": said.attention,
        "cost_centre": said.cost_centre,
        "po_required": "true" if said.po_required else "",
        "buyer_reference": said.buyer_reference,
        "endpoint": said.endpoint,
        "language": said.language,
    }


def typed_sender(said: SenderProfileChange) -> Mapping[str, str]:
    """What `bot.intake.party` reads of a legal entity; its accounts where the body has some."""
    plain = ("legal_name", "email", "phone", "colour", "endpoint", "series", "time_zone")
    return {
        **{name: getattr(said, name) for name in plain},
        **_typed_address(said.address),
        **_typed_tax_ids(said.tax_ids),
        **(typed_accounts(said.bank_accounts) if isinstance(said, SenderProfileBody) else {}),
    }


def _typed_address(address: AddressBody) -> dict[str, str]:
    return {f"address.{part}": text for part, text in address.model_dump().items()}


def _typed_tax_ids(tax_ids: Iterable[TaxIdBody]) -> dict[str, str]:
    return {
        f"tax_ids[{n}].{name}": value
        for n, each in enumerate(tax_ids)
        for name, value in (("kind", each.kind.value), ("value", each.value))
    }


def typed_accounts(accounts: Iterable[AccountBody]) -> dict[str, str]:
    """Flat, as the readers of set-up take them."""
    return {
        f"bank_accounts[{n}].{name}": value
        for n, account in enumerate(accounts)
        for name, value in account.model_dump().items()
    }
