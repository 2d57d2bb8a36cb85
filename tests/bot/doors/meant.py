"""What came out of a door, in one form, so that two doors can be compared."""

from typing import Any, NamedTuple

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.ports import UnitOfWork


class Meant(NamedTuple):
    """`parties` are customer and legal entity by name; none where the door takes none."""

    terms: Any
    po_number: str = ""
    parties: tuple[str, str] | None = None


def of_invoice(invoice: Invoice) -> Meant:
    return of_content(invoice.content)


def of_content(content: Content) -> Meant:
    """Currency, dates and lines, whatever the parties look like."""
    terms = (content.currency, content.net_terms, content.issue_date, content.lines)
    return Meant(terms, content.po_number, (content.bill_to.legal_name, content.seller.legal_name))


def of_contract(contract: Contract, uow: UnitOfWork) -> Meant:
    shown = contract.shown
    customer = uow.customers.get(shown.customer_id).name
    sender = uow.sender_profiles.get(shown.sender_profile_id).legal_name
    return Meant(shown.terms, contract.po_number, (customer, sender))


def of_terms(terms: ContractTerms) -> Meant:
    """Of a door that knows no parties."""
    return Meant(terms)
