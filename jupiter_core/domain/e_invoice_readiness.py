"""What e-invoices from a legal entity to a customer need, told before the first one is issued."""

from enum import StrEnum

from jupiter_core.domain.frozen import Frozen


class NeedOf(StrEnum):
    """Where it is said: by the legal entity, by the customer, or on each invoice."""

    ENTITY = "legal_entity"
    CUSTOMER = "customer"
    INVOICE = "invoice"


class NeededField(Frozen):
    """`path` is its place in an invoice (`bill_to.buyer_reference`), `what` completes “needs”."""

    of: NeedOf
    path: str
    what: str
    there: bool


class StandardReadiness(Frozen):
    """One way to write the e-invoice, and `purpose`, who takes it. Without `has_file` it is rules
    for a file that is made in any case."""

    standard: str
    purpose: str
    fields: tuple[NeededField, ...]
    has_file: bool = True

    @property
    def missing(self) -> tuple[NeededField, ...]:
        return tuple(each for each in self.fields if not each.there)


class EInvoiceReadiness(Frozen):
    """From one legal entity. `notice` says where the law of a country wants what is not made
    here."""

    sender_profile_id: str
    legal_name: str
    standards: tuple[StandardReadiness, ...]
    notice: str = ""
