"""References as JSON, and as people type them: one a line, `Project: P-77`, and of a customer also
`GL code: 6400 (required)`."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from bot.intake.documents.base import Composite, Notation, checked, reading
from bot.intake.documents.values import Flag, Line
from bot.intake.refusals import WrongShape
from jupiter_core.domain.references import (
    LABEL_LIMIT,
    LABELS,
    MOST_REFERENCES,
    VALUE_LIMIT,
    Reference,
    ReferenceField,
    expect_once,
    key_named,
    label_of,
    value_of,
)
from jupiter_core.domain.refusals import OutOfRange, Refusal, Required, ValidationErrors
from jupiter_core.domain.text import key_of, line_of

_LINE_LIMIT = VALUE_LIMIT + LABEL_LIMIT + 40
_SHAPE = "a line such as: Project: P-77"
_MARKS = re.compile(r"\s*\((?P<marks>[^()]*)\)\s*$")
_REQUIRED, _FILES = {"required", "pflicht", "obligatoire"}, {"files", "files only", "not printed"}


def typed_references(text: str) -> list[Reference]:
    """One from each line that says a value. Raises WrongShape, TooLong or Unprintable."""
    found = (_parted(line) for line in text.splitlines() if line.strip())
    return [Reference(key=key, label=label, value=value) for key, label, value in found if value]


def typed_fields(text: str) -> list[ReferenceField]:
    """A customer's, one from each line. Raises WrongShape, TooLong or Unprintable."""
    return [_typed_field(line) for line in re.split(r"[\n;]", text) if line.strip()]


def _typed_field(line: str) -> ReferenceField:
    found = _MARKS.search(line)
    marks = {each.strip().lower() for each in found["marks"].split(",")} if found else set()
    if found and not marks <= _REQUIRED | _FILES:
        found, marks = None, set()
    key, label, value = _parted(line[: found.start()] if found else line, bare=True)
    return ReferenceField(
        key=key,
        label=label,
        value=value,
        required=bool(marks & _REQUIRED),
        printed=not marks & _FILES,
    )


def _parted(line: str, *, bare: bool = False) -> tuple[str, str, str]:
    """Its key, the customer's own word for it, and its value, which may be left out of a `bare`
    name."""
    text = line_of(line, "Reference", _LINE_LIMIT)
    name, parted, value = text.partition(":")
    if not name.strip() or not (parted or bare):
        raise WrongShape(_SHAPE)
    label = label_of(name)
    key = key_named(label)
    return key, own_label(key, label), value_of(value, label)


def own_label(key: str, label: str) -> str:
    """A label that says no more than a key we know is none; of another key it is the words."""
    same = key in LABELS and key_of(label) in (key_of(LABELS[key]), key)
    return "" if same else label


def _from_lines(sent: Any) -> Any:
    """A person types them into one field."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [each.model_dump(mode="json") for each in typed_references(sent)]


def _fields_from_lines(sent: Any) -> Any:
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    return [each.model_dump(mode="json") for each in typed_fields(sent)]


Key = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,59}$"),
    Field(
        examples=["project"],
        description=f"{', '.join(LABELS)}, or one of your own. Where it is left out, it is made of "
        "the label.",
    ),
]
Label = Annotated[
    Line,
    AfterValidator(checked(lambda typed: line_of(typed, "Name of the reference", LABEL_LIMIT))),
    Field(description="The customer's own word for it; empty: the language's."),
]


class _Named(Composite):
    key: Key | None = None
    label: Label = ""

    @property
    def known_as(self) -> str:
        """The key that was sent, or that the label stands for."""
        return self.key or key_named(self.label)

    def misfits(self) -> list[Refusal]:
        """Whether it is called anything at all."""
        return [] if self.key or self.label else [Required("A key or a label").at("key")]


class ReferenceBody(_Named):
    """A reference on this invoice, such as the customer's project."""

    value: Annotated[
        Line, AfterValidator(checked(lambda typed: line_of(typed, "Value", VALUE_LIMIT)))
    ]

    def meant(self) -> Reference:
        """As the invoice has it."""
        label = own_label(self.known_as, self.label)
        return Reference(key=self.known_as, label=label, value=self.value)


class ReferenceFieldBody(_Named):
    """A reference that the customer wants on invoices."""

    value: Annotated[
        Line,
        AfterValidator(checked(lambda typed: line_of(typed, "Value", VALUE_LIMIT))),
        Field(description="What it usually is, where an invoice does not say another."),
    ] = ""
    required: Annotated[
        Flag, Field(description="Nothing is submitted without it; AP can add it on the link.")
    ] = False
    printed: Annotated[
        Flag, Field(description="Whether it is on the paper too, or in files for systems only.")
    ] = True

    def meant(self) -> ReferenceField:
        """As the customer has it."""
        return ReferenceField(
            key=self.known_as,
            label=own_label(self.known_as, self.label),
            value=self.value,
            required=self.required,
            printed=self.printed,
        )


def _some_at_most(found: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(found) > MOST_REFERENCES:
        raise OutOfRange("The number of references", "0", str(MOST_REFERENCES))
    try:
        expect_once((each.meant() for each in found), "")
    except ValidationErrors as twice:
        if reading().notation is Notation.MACHINE:
            raise
        raise twice.refusals[0].at("") from None  # a person has one field for all of them
    return found


References = Annotated[
    tuple[ReferenceBody, ...],
    BeforeValidator(checked(_from_lines)),
    AfterValidator(checked(_some_at_most)),
    Field(description="Those that are not as usual for the customer."),
]
ReferenceFields = Annotated[
    tuple[ReferenceFieldBody, ...],
    BeforeValidator(checked(_fields_from_lines)),
    AfterValidator(checked(_some_at_most)),
    Field(description="The references that their accounts payable wants on every invoice."),
]
