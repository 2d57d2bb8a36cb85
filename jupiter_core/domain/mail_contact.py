"""Further contacts in a customer's accounts payable, beside the first one that is on the paper.

Each is sent a mail of their own: whoever is written to gets a link that may change the invoice,
whoever gets a copy one that reads it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import AlreadyTaken, Refusal, Required, ValidationErrors

MOST_CONTACTS = 10
"""Of one customer, beside the first."""


class ContactRole(StrEnum):
    """Whether they are written to, or get a copy."""

    TO = "to"
    CC = "cc"


class MailContact(Frozen):
    """A person or a mailbox. An empty `language` is the invoice's."""

    name: str = ""
    email: str
    role: ContactRole = ContactRole.TO
    language: str = ""

    @property
    def words(self) -> str:
        """`cc: Bob Hale <bob@acme.example> (de)`, as it is typed too."""
        copy = "cc: " if self.role is ContactRole.CC else ""
        person = f"{self.name} <{self.email}>" if self.name else f"<{self.email}>"
        return f"{copy}{person}{f' ({self.language})' if self.language else ''}"


def contacts_words(contacts: Iterable[MailContact]) -> str:
    """All of them on one line."""
    return ", ".join(each.words for each in contacts)


def names_address(words: str, email: str) -> bool:
    """Whether `contacts_words` said this address."""
    return f"<{email.lower()}>" in words.lower()


def expect_distinct(first: str, contacts: Sequence[MailContact]) -> None:
    """Raises ValidationErrors where an address is there twice, or the first one is missing."""
    known: set[str] = {first.lower()}
    refusals: list[Refusal] = []
    if contacts and not first:
        refusals.append(Required("The first AP contact's e-mail").at("ap_contact.email"))
    for n, each in enumerate(contacts):
        if each.email.lower() in known:
            taken = AlreadyTaken("AP contact", each.email)
            refusals.append(taken.at(f"more_contacts[{n}].email"))
        known.add(each.email.lower())
    if refusals:
        raise ValidationErrors(refusals)
