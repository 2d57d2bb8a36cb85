"""An issued invoice with another PO number, references or recipients: amended, at the same number
and amounts; and the AP e-mail that mail goes to meanwhile."""

from typing import Self

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.content import OPEN
from jupiter_core.domain.invoice_record import InvoiceRecord
from jupiter_core.domain.mail_contact import ContactRole
from jupiter_core.domain.references import Reference, own_of
from jupiter_core.domain.refusals import NothingChanged


class AmendableInvoice(InvoiceRecord):
    """What AP gives by its link is on the paper at once; mail goes there when people say so."""

    @property
    def ap_email(self) -> str:
        """The AP e-mail on the paper; may be empty."""
        return self.content.bill_to.ap_contact.email

    @property
    def mailed_to(self) -> str:
        """The AP e-mail that people here stand behind; may be empty."""
        return self.ap_email if self.mail_to is None else self.mail_to

    @property
    def ap_mailboxes(self) -> tuple[str, ...]:
        """Where the links go that may change it: the first AP contact's, and those of the others
        who are written to."""
        more = self.content.bill_to.more_contacts
        written = (each.email for each in more if each.role is ContactRole.TO)
        return tuple(each for each in (self.mailed_to, *written) if each)

    def amended(self, amendment: Amendment, by: Actor | None = None) -> Self:
        """Same number, same amounts, one revision more.

        An AP e-mail that AP itself gave waits for a person here; mail goes on to the one before.
        Raises NotInState or NothingChanged.
        """
        self._expect(OPEN, "amended")
        content = self.showing(amendment).content
        if content == self.content:
            raise NothingChanged()
        after = self._next(content=content, revision=self.revision + 1)
        of_ap = by is not None and by.kind is ActorKind.AP
        return after._mailing_to(self.mailed_to) if of_ap else after._mail_following(self)

    def ap_email_confirmed(self) -> Self:
        """Mail goes to the AP e-mail on the paper from now on. Raises NothingChanged."""
        if self.mail_to is None:
            raise NothingChanged()
        return self._next(mail_to=None)

    def ap_email_discarded(self) -> Self:
        """The AP e-mail of before is on the paper again. Raises NothingChanged or NotInState."""
        if self.mail_to is None:
            raise NothingChanged()
        contact = self.content.bill_to.ap_contact.model_copy(update={"email": self.mail_to})
        return self.amended(self.amendable().model_copy(update={"ap_contact": contact}))

    def _mailing_to(self, email: str) -> Self:
        """Mail goes to `email`, whatever AP has put on the paper."""
        held = email if self.ap_email.lower() != email.lower() else None
        return self.model_copy(update={"mail_to": held})

    def _mail_following(self, before: "AmendableInvoice") -> Self:
        """Our own people's AP e-mail needs no confirming; what waited goes on to wait."""
        same = self.ap_email == before.ap_email
        return self if same else self.model_copy(update={"mail_to": None})

    def showing(self, amendment: Amendment) -> Self:
        """What it would say with `amendment`; no version of it."""
        bill_to = amendment.applied_to(self.content.bill_to)
        update: dict[str, object] = {"po_number": amendment.po_number, "bill_to": bill_to}
        if amendment.references is not None:
            fields = self.content.bill_to.references
            update["references"] = own_of(fields, amendment.references)
        return self.model_copy(update={"content": self.content.model_copy(update=update)})

    def amendable(self) -> Amendment:
        """What an amendment may change, as it is now."""
        content = self.content
        references = tuple(
            Reference(key=each.key, label=each.label, value=each.value)
            for each in content.reference_entries
        )
        return Amendment.of(content.po_number, content.bill_to, references)
