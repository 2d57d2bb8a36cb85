"""An amendment: what may change on an issued invoice under the same number.

Only what is not fiscal. Amounts, tax, dates and legal names are corrected by a credit note and
a new invoice.
"""

from typing import Self

from pydantic import Field

from jupiter_core.domain.address import Address
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.mail_contact import MailContact
from jupiter_core.domain.party import ApContact, BillTo
from jupiter_core.domain.references import Reference
from jupiter_core.domain.text import email_of, line_of


class Amendment(Frozen):
    """The whole amendable part of an invoice, as it is to be; further contacts and references of
    which nothing is said stay as they are."""

    po_number: str
    ap_contact: ApContact
    attention: str
    cost_centre: str
    address: Address
    more_contacts: tuple[MailContact, ...] | None = None
    references: tuple[Reference, ...] | None = Field(
        default=None, exclude_if=lambda said: said is None
    )

    @classmethod
    def of(cls, po_number: str, bill_to: BillTo, references: tuple[Reference, ...] = ()) -> Self:
        """What stands there now."""
        return cls(
            po_number=po_number,
            ap_contact=bill_to.ap_contact,
            attention=bill_to.attention,
            cost_centre=bill_to.cost_centre,
            address=bill_to.address,
            more_contacts=bill_to.more_contacts,
            references=references,
        )

    def applied_to(self, bill_to: BillTo) -> BillTo:
        """The same address block with what may change; its names and tax ids stay."""
        said = self.more_contacts
        return bill_to.model_copy(
            update={
                "ap_contact": self.ap_contact,
                "attention": self.attention,
                "cost_centre": self.cost_centre,
                "address": self.address,
                "more_contacts": bill_to.more_contacts if said is None else said,
            }
        )


def attention_of(typed: str) -> str:
    """One line, 140 characters at most; may be empty. Raises TooLong or Unprintable."""
    return line_of(typed, "Attention line", 140)


def cost_centre_of(typed: str) -> str:
    """One line, 100 characters at most; may be empty. Raises TooLong or Unprintable."""
    return line_of(typed, "Cost centre", 100)


def ap_contact_of(name: str, email: str) -> ApContact:
    """Both may be empty; an e-mail that is there is checked. Raises InvalidEmail or TooLong."""
    return ApContact(
        name=line_of(name, "AP contact", 140), email=email_of(email) if email.strip() else ""
    )
