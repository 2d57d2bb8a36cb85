"""References that a customer's accounts payable files an invoice by: project, GL code, department.

A customer says which they want, in their own words, what each usually is and which they require;
an invoice says what each is on it. Those that EN 16931 has a term for are known by name.
"""

import re
from collections.abc import Iterable

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.reference_names import NAMES
from jupiter_core.domain.refusals import (
    AlreadyTaken,
    ReferencesRequired,
    Refusal,
    ValidationErrors,
)
from jupiter_core.domain.text import key_of, line_of

CONTRACT, PROJECT, DEPARTMENT, GL_CODE = "contract", "project", "department", "gl_code"
SALES_ORDER, GOODS_RECEIPT, DELIVERY_NOTE = "sales_order", "goods_receipt", "delivery_note"
TENDER, OBJECT = "tender", "object"
LABELS = NAMES["en"]
"""What people call those that are known; a customer may have another word for any of them."""
MOST_REFERENCES = 12
VALUE_LIMIT, LABEL_LIMIT = 100, 40
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_NAMES = {
    **{key_of(name): key for names in NAMES.values() for key, name in names.items()},
    **{key.replace("_", " "): key for key in LABELS},
    "contract number": CONTRACT,
    "project number": PROJECT,
    "project code": PROJECT,
    "gl": GL_CODE,
    "gl account": GL_CODE,
    "general ledger code": GL_CODE,
    "receipt number": GOODS_RECEIPT,
}


def label_of(typed: str) -> str:
    """What a customer calls a reference. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "Name of the reference", LABEL_LIMIT, required=True)


def value_of(typed: str, label: str = "Reference") -> str:
    """What a reference is; may be empty. Raises TooLong or Unprintable."""
    return line_of(typed, label, VALUE_LIMIT)


def key_named(label: str) -> str:
    """The key of a reference that somebody named in words.

    >>> key_named("GL Code"), key_named("Kostenart 2"), key_named("案件")
    ('gl_code', 'kostenart_2', 'u6848_u4ef6')
    """
    name = key_of(label).strip()
    if name in _NAMES:
        return _NAMES[name]
    plain = "".join(each if each.isascii() else f" u{ord(each):x} " for each in name)
    return _NOT_IN_KEYS.sub("_", plain).strip("_")[:60] or "reference"


class Reference(Frozen):
    """A reference on one invoice. `label` is the customer's own word; without one, the language's
    word of a known key."""

    key: str
    label: str = Field(default="", exclude_if=lambda label: not label)
    value: str

    @property
    def name(self) -> str:
        """For people here."""
        return self.label or LABELS.get(self.key, self.key)


class ReferenceField(Frozen):
    """A reference that a customer wants: `value` is what it usually is. One that is not `printed`
    is in the files for their systems only."""

    key: str
    label: str = Field(default="", exclude_if=lambda label: not label)
    value: str = Field(default="", exclude_if=lambda value: not value)
    required: bool = Field(default=False, exclude_if=lambda required: not required)
    printed: bool = Field(default=True, exclude_if=lambda printed: printed)

    @property
    def name(self) -> str:
        """For people here."""
        return self.label or LABELS.get(self.key, self.key)

    @property
    def words(self) -> str:
        """`GL code: 6400 (required)`, as it is typed too."""
        marks = [*(["required"] if self.required else []), *([] if self.printed else ["files"])]
        marked = f" ({', '.join(marks)})" if marks else ""
        return f"{self.name}{f': {self.value}' if self.value else ''}{marked}"


class ReferenceEntry(Frozen):
    """A reference as it stands on an invoice, or is missing there: then `value` is empty."""

    key: str
    label: str = ""
    value: str = ""
    required: bool = False
    printed: bool = True

    @property
    def name(self) -> str:
        """For people here."""
        return self.label or LABELS.get(self.key, self.key)


def entries_of(
    fields: Iterable[ReferenceField], said: Iterable[Reference]
) -> tuple[ReferenceEntry, ...]:
    """All that the customer wants, each as the invoice says it or else as usual; then what the
    invoice says besides."""
    own = {each.key: each for each in said}
    wanted = []
    for field in fields:
        said_here = own.pop(field.key, None)
        value = said_here.value if said_here else field.value
        wanted.append(ReferenceEntry.model_validate({**field.model_dump(), "value": value}))
    more = (
        ReferenceEntry(key=each.key, label=each.label, value=each.value) for each in own.values()
    )
    return (*wanted, *more)


def own_of(fields: Iterable[ReferenceField], said: Iterable[Reference]) -> tuple[Reference, ...]:
    """What an invoice says that is not as usual; a name that the customer has for one of theirs is
    that one."""
    known = {each.key: each for each in fields}
    named = {key_of(each.name): each.key for each in known.values()}
    found = []
    for each in said:
        key = each.key if each.key in known else named.get(key_of(each.name), each.key)
        field = known.get(key)
        if field is None:
            found.append(each)
        elif field.value != each.value:
            found.append(Reference(key=key, value=each.value))
    return tuple(found)


def expect_once(references: Iterable[Reference | ReferenceField], path: str = "references") -> None:
    """Raises ValidationErrors where one is there twice."""
    known: set[str] = set()
    refusals: list[Refusal] = []
    for n, each in enumerate(references):
        if each.key in known:
            refusals.append(AlreadyTaken("reference", each.name).at(f"{path}[{n}].key"))
        known.add(each.key)
    if refusals:
        raise ValidationErrors(refusals)


def expect_there(entries: Iterable[ReferenceEntry], customer: str) -> None:
    """Raises ReferencesRequired, at `references`, where one is required and missing."""
    missing = [each.name for each in missing_in(entries)]
    if missing:
        raise ReferencesRequired(customer, ", ".join(missing)).at("references")


def missing_in(entries: Iterable[ReferenceEntry]) -> list[ReferenceEntry]:
    """Those that are required and not there."""
    return [each for each in entries if each.required and not each.value]


def words_of(references: Iterable[Reference | ReferenceField | ReferenceEntry]) -> str:
    """One a line, `Project: P-77`."""
    return "\n".join(
        each.words if isinstance(each, ReferenceField) else f"{each.name}: {each.value}"
        for each in references
    )
