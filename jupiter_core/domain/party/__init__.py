"""The parties of an invoice: legal entities that send it, customers that pay it."""

from jupiter_core.domain.party.customer import ApContact, BillTo, Customer
from jupiter_core.domain.party.legal_entity import (
    BankProposal,
    IdentityProposal,
    Seller,
    SenderProfile,
    colour_of,
)
from jupiter_core.domain.party.tax_id import TaxId, TaxIdKind

__all__ = [
    "ApContact",
    "BankProposal",
    "BillTo",
    "Customer",
    "IdentityProposal",
    "Seller",
    "SenderProfile",
    "TaxId",
    "TaxIdKind",
    "colour_of",
]
