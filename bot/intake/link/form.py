"""The customer's form -> a command, or every mistake at once, each at its field.

What AP left as it was is taken as it stands: only what they changed is checked, so that nobody
is held up by a value that somebody else once typed.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from bot.intake.errors import ErrorCollector
from bot.intake.link.fields import (
    ADDRESS_NAMES,
    LABELS,
    REFERENCES,
    LinkForm,
    field_of_path,
    spelled,
)
from bot.intake.party import read_address
from jupiter_core.commands.amendment import Amend, expect_no_instructions
from jupiter_core.commands.printable import expect_printable
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.address import Address
from jupiter_core.domain.amendment import Amendment, ap_contact_of, attention_of, cost_centre_of
from jupiter_core.domain.frozen import canonical_json, sha256_hex
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.references import Reference, value_of
from jupiter_core.domain.refusals import Required, ValidationErrors
from jupiter_core.domain.text import email_of, line_of
from jupiter_core.ports import Renderer

T = TypeVar("T")


def amend_command(typed: LinkForm, seen: Invoice, renderer: Renderer) -> Amend:
    """The command of somebody who saw the invoice as `seen`. Raises ValidationErrors."""
    form = _Form(typed, spelled(seen.amendable()))
    by = form.actor()
    amendment = form.amendment(seen)
    form.expect_printable(renderer)
    form.expect_no_instructions(seen.amendable(), amendment, by)
    form.errors.expect_none()
    return Amend(
        by=by,
        invoice_id=seen.id,
        expected_version=seen.sequence,
        amendment=amendment,
        for_contract=typed.for_contract and seen.contract_id is not None,
    )


def dedup_key(typed: LinkForm, invoice_id: str) -> str:
    """The same for the same form sent twice, another one as soon as a letter differs."""
    return f"link:{sha256_hex(canonical_json([invoice_id, typed.model_dump()]))}"


class _Form:
    """Reads one form; what is wrong with it is in `errors`, by the names of its fields."""

    def __init__(self, typed: LinkForm, before: dict[str, str]) -> None:
        self.errors = ErrorCollector()
        self._typed = typed
        self._before = before

    def actor(self) -> Actor:
        name = self._check(
            "name", lambda: line_of(self._typed.name, "Your name", 140, required=True), ""
        )
        email = self._check("email", lambda: required_email(self._typed.email), "").lower()
        return Actor(kind=ActorKind.AP, id=email, name=name, email=email)

    def amendment(self, seen: Invoice) -> Amendment:
        typed, before = self._typed, seen.amendable()
        required = typed.form == "po" or (
            seen.content.bill_to.po_required and bool(seen.content.po_number)
        )
        return Amendment(
            po_number=self._check(
                "po_number", lambda: po_number_of(typed.po_number, required=required), ""
            ),
            ap_contact=ApContact(
                name=self._changed("ap_name", lambda text: ap_contact_of(text, "").name),
                email=self._changed("ap_email", lambda text: ap_contact_of("", text).email),
            ),
            attention=self._changed("attention", attention_of),
            cost_centre=self._changed("cost_centre", cost_centre_of),
            address=self._address(before.address),
            more_contacts=before.more_contacts,
            references=self._references(before.references or ()),
        )

    def expect_printable(self, renderer: Renderer) -> None:
        """Of what was changed and is right otherwise, what the paper has no letters for."""
        wrong = self.errors.paths
        texts = {
            name: (label, self._typed.value(name))
            for name, label in LABELS.items()
            if name not in wrong and self._typed.value(name) != self._before.get(name)
        }
        self._keep(lambda: expect_printable(texts, renderer))

    def expect_no_instructions(self, before: Amendment, after: Amendment, by: Actor) -> None:
        """Of what was changed and is right otherwise, what reads like payment instructions."""
        self._keep(lambda: expect_no_instructions(before, after, by))

    def _references(self, before: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """Each with what was typed; what is beyond the page's fields stays."""
        typed = [
            each.model_copy(update={"value": self._changed(field.name, partial(_value_of, each))})
            for field, each in zip(REFERENCES, before, strict=False)
        ]
        return (*typed, *before[len(typed) :])

    def _keep(self, check: Callable[[], None]) -> None:
        """What `check` finds; a field that is wrong already keeps what was said of it."""
        try:
            check()
        except ValidationErrors as mistakes:
            for each in mistakes.refusals:
                self.errors.add(each.at(field_of_path(each.path or "")))

    def _changed(self, name: str, check: Callable[[str], str]) -> str:
        text = self._typed.value(name)
        if text == self._before[name]:
            return text
        return self._check(name, lambda: check(text), "")

    def _check(self, name: str, check: Callable[[], T], otherwise: T) -> T:
        value = self.errors.part(name, check)
        return otherwise if value is None else value

    def _address(self, before: Address) -> Address:
        parts = {name: self._typed.value(name) for name in ADDRESS_NAMES}
        if parts == {name: self._before[name] for name in ADDRESS_NAMES}:
            return before
        return read_address(self.errors, parts) or before


def _value_of(reference: Reference, text: str) -> str:
    return value_of(text, reference.name)


def required_email(text: str, label: str = "Your e-mail") -> str:
    """The address of whoever fills a form in, or whose it is by `label`. Raises Required or what
    `email_of` raises."""
    if not text.strip():
        raise Required(label)
    return email_of(text)
