"""Further AP contacts as JSON, and as people type them: a line each.

`Dana Reyes <dana@acme.example>`, `cc: Bob Hale <bob@acme.example> (de)`, or an address alone.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.values import Line
from bot.intake.refusals import NotAmong, WrongShape
from bot.wording.choices import LANGUAGES
from jupiter_core.domain.mail_contact import MOST_CONTACTS, ContactRole, MailContact
from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.text import email_of, line_of

_LINE_LIMIT = 500
_SHAPE = "a line such as: cc: Bob Hale <bob@acme.example> (de)"
_TYPED = re.compile(
    r"(?:(?P<role>to|cc):)?\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>\s]+)>\s*(?:\((?P<language>[^()]*)\))?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:(?P<role>to|cc):)?\s*(?P<email>[^<>\s()]+)\s*(?:\((?P<language>[^()]*)\))?", re.IGNORECASE
)


def language_of(typed: str) -> str:
    """One of ours, or empty for the invoice's. Raises NotAmong."""
    language = line_of(typed, "Language", 30)
    if language and language not in LANGUAGES:
        raise NotAmong(language, ", ".join(LANGUAGES))
    return language


def typed_contacts(text: str) -> list[MailContact]:
    """One from each line that is not empty. Raises WrongShape, InvalidEmail, NotAmong, TooLong or
    Unprintable."""
    return [_typed_contact(line) for line in text.splitlines() if line.strip()]


def _typed_contact(line: str) -> MailContact:
    text = line_of(line, "AP contact", _LINE_LIMIT)
    found = _TYPED.fullmatch(text) or _ALONE.fullmatch(text)
    if found is None:
        raise WrongShape(_SHAPE)
    parts = found.groupdict()
    return MailContact(
        name=line_of(parts.get("name") or "", "AP contact", 140),
        email=email_of(parts["email"]),
        role=ContactRole((parts["role"] or "to").lower()),
        language=language_of(parts["language"] or ""),
    )


def _contact_name_of(typed: str) -> str:
    return line_of(typed, "AP contact", 140)


def _from_lines(sent: Any) -> Any:
    """A person may type them into one field."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [each.model_dump(mode="json") for each in typed_contacts(sent)]


def _at_most(found: tuple["MailContactBody", ...]) -> tuple["MailContactBody", ...]:
    if len(found) > MOST_CONTACTS:
        raise OutOfRange("The number of further AP contacts", "0", str(MOST_CONTACTS))
    return found


class MailContactBody(Document):
    """Another contact in accounts payable, who gets mails of their own."""

    name: Annotated[Line, AfterValidator(checked(_contact_name_of))] = ""
    email: Annotated[Line, AfterValidator(checked(email_of)), Field(examples=["ap@acme.example"])]
    role: Annotated[
        ContactRole,
        Field(
            description="`to` is written to, with a link that may change the invoice; `cc` gets a "
            "copy, with one that only reads."
        ),
    ] = ContactRole.TO
    language: Annotated[
        str,
        Field(description="Of their mails; empty: the invoice's.", examples=sorted(LANGUAGES)),
        AfterValidator(checked(language_of)),
    ] = ""

    def meant(self) -> MailContact:
        """As a customer has it."""
        return MailContact(name=self.name, email=self.email, role=self.role, language=self.language)


MoreContacts = Annotated[
    tuple[MailContactBody, ...],
    BeforeValidator(checked(_from_lines)),
    AfterValidator(checked(_at_most)),
    Field(description="Who gets the mails beside `ap_contact`."),
]
