"""Who bills whom on an invoice, and to which account, as other systems read it."""

from datetime import date

from pydantic import Field

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.party import BillTo, Seller
from jupiter_core.queries.resources.references import ShipToResource
from jupiter_core.queries.resources.shapes import (
    AddressResource,
    ApContactResource,
    Currency,
    MailContactResource,
    Resource,
    TaxIdResource,
)


class SellerResource(Resource):
    """The legal entity as this invoice shows it."""

    sender_profile_id: str
    legal_name: str
    address: AddressResource
    tax_ids: tuple[TaxIdResource, ...]
    email: str
    phone: str

    @classmethod
    def of(cls, seller: Seller) -> "SellerResource":
        return cls(
            sender_profile_id=seller.profile_id,
            legal_name=seller.legal_name,
            address=AddressResource.of(seller.address),
            tax_ids=tuple(TaxIdResource.of(each) for each in seller.tax_ids),
            email=seller.email,
            phone=seller.phone,
        )


class ChequeResource(Resource):
    """Where cheques are sent; the address has several lines."""

    payable_to: str
    address: str


class RemitToResource(Resource):
    """The account that this invoice asks to be paid to."""

    holder: str
    bank_name: str
    currency: Currency
    iban: str | None
    bic: str | None
    account_number: str | None
    routing_number: str | None
    scheme: str = Field(description="How it is named; empty: by IBAN or ABA routing number.")
    details: dict[str, str] = Field(description="The parts that only its scheme has, by name.")
    reference: str = Field(
        description="The kind of payment reference; empty: the invoice's number."
    )
    cheque: ChequeResource | None
    valid_since: date

    @classmethod
    def of(cls, account: BankAccount) -> "RemitToResource":
        own = account.model_dump(exclude={"scheme", "details", "reference", "cheque"})
        cheque = account.cheque
        return cls(
            **own,
            scheme=account.scheme,
            details={each.name: each.value for each in account.details},
            reference=account.reference.value,
            cheque=ChequeResource(**cheque.model_dump()) if cheque else None,
        )


class BillToResource(Resource):
    """The customer as this invoice addresses it."""

    customer_id: str
    legal_name: str
    address: AddressResource
    tax_ids: tuple[TaxIdResource, ...]
    ap_contact: ApContactResource
    more_contacts: tuple[MailContactResource, ...]
    attention: str
    cost_centre: str
    buyer_reference: str
    po_required: bool
    ship_to: ShipToResource | None

    @classmethod
    def of(cls, bill_to: BillTo) -> "BillToResource":
        return cls(
            customer_id=bill_to.customer_id,
            legal_name=bill_to.legal_name,
            address=AddressResource.of(bill_to.address),
            tax_ids=tuple(TaxIdResource.of(each) for each in bill_to.tax_ids),
            ap_contact=ApContactResource.of(bill_to.ap_contact),
            more_contacts=tuple(MailContactResource.of(each) for each in bill_to.more_contacts),
            attention=bill_to.attention,
            cost_centre=bill_to.cost_centre,
            buyer_reference=bill_to.buyer_reference,
            po_required=bill_to.po_required,
            ship_to=ShipToResource.of(bill_to.ship_to) if bill_to.ship_to else None,
        )
