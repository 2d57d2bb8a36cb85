"""What is typed into the small modals of an invoice, and into the modal of one of its lines."""

from collections.abc import Mapping

from bot.intake.documents.mail_contact import typed_contacts
from bot.intake.documents.references import typed_references
from bot.intake.drafts.form import Line
from bot.intake.drafts.invoice import LineForm
from bot.intake.notation.amounts import short_money_of
from bot.intake.view_state import Values, block_called, list_in, text_in
from jupiter_core.domain.amendment import Amendment, ap_contact_of
from jupiter_core.domain.mail_contact import MOST_CONTACTS, MailContact, expect_distinct
from jupiter_core.domain.money import Money
from jupiter_core.domain.references import Reference
from jupiter_core.domain.refusals import OutOfRange, Refusal, ValidationErrors, placed
from jupiter_core.domain.text import key_of

NAME, EMAIL, MORE = "ap_name", "ap_email", "more_contacts"
REFERENCES = "references"


def amendment_of(values: Values, before: Amendment) -> Amendment:
    """With the contacts and the references that were typed. Raises a refusal at its field."""
    typed = {name: text_in(values, name) or "" for name in (NAME, EMAIL)}
    name = placed(NAME, lambda: ap_contact_of(typed[NAME], "").name)
    email = placed(EMAIL, lambda: ap_contact_of("", typed[EMAIL]).email)
    contact = before.ap_contact.model_copy(update={"name": name, "email": email})
    more = placed(MORE, lambda: _more_contacts(text_in(values, MORE) or "", email))
    return before.model_copy(
        update={
            "ap_contact": contact,
            "more_contacts": more,
            "references": placed(REFERENCES, lambda: _references(values, before.references or ())),
        }
    )


def _references(values: Values, before: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Those that were there, each as it was typed or empty, and then what was added."""
    typed = text_in(values, REFERENCES)
    if typed is None:
        return before
    names = {key_of(each.name): each.key for each in before}
    said = {names.get(key_of(each.name), each.key): each for each in typed_references(typed)}
    known = [
        each.model_copy(update={"value": said.pop(each.key).value if each.key in said else ""})
        for each in before
    ]
    return (*known, *said.values())


def _more_contacts(typed: str, first: str) -> tuple[MailContact, ...]:
    """Raises the first of what is wrong with them."""
    contacts = tuple(typed_contacts(typed))
    if len(contacts) > MOST_CONTACTS:
        raise OutOfRange("The number of further AP contacts", "0", str(MOST_CONTACTS))
    try:
        expect_distinct(first, contacts)
    except ValidationErrors as errors:
        raise errors.refusals[0].at("") from None
    return contacts


PO, AMOUNT, REASON = "po_number", "amount", "reason"


def payment_of(typed: str, currency: str) -> Money:
    """The amount typed. Raises a refusal at its field."""
    try:
        return short_money_of(typed, currency)
    except Refusal as refusal:
        raise refusal.at(AMOUNT) from None


NO_CERTIFICATE = "-"
"""What the menu sends for none: Slack has no empty choice."""


NO_UNIT = "-"
"""The same where the quantity is only counted."""


def typed_line(line: LineForm, values: Values) -> LineForm:
    """The line with what the editor's fields hold now."""
    typed = {
        name: text_in(values, name)
        for name in (
            *("description", "quantity", "unit_price", "list_price"),
            "tax_category",
            "tax_rate",
            "certificate",
            *("po_number", "po_line"),
            *("unit", "discount"),
            *("service_start", "service_end"),
        )
    }
    said = {name: text for name, text in typed.items() if text is not None}
    if said.get("certificate") == NO_CERTIFICATE:
        said["certificate"] = ""
    if "discount" in said:
        said["allowance"] = said.pop("discount")
    if said.get("unit") == NO_UNIT:
        said["unit"] = ""
    return taxed_by_hand(line, said)


def taxed_by_hand(line: Line, typed: Mapping[str, str]) -> Line:
    """The line with what was typed; a tax that is another one does not follow any more."""
    after = line.model_copy(update=dict(typed))
    tax = {name for name in typed if name.startswith("tax_")}
    same = all(getattr(after, name) == getattr(line, name) for name in tax)
    return after if same else after.model_copy(update={"tax_follows": False})


def is_new(values: Values) -> bool:
    """Whether the editor was opened for a line that the form did not have."""
    return block_called(values, "another") is not None


def wants_another(values: Values) -> bool:
    """Whether the box for one more line is ticked."""
    return bool(list_in(values, "another"))
