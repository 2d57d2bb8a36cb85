"""What a scheme of bank accounts is: its parts in their order, each with what it must be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from jupiter_core.domain.bank_schemes.checks import CHECKS
from jupiter_core.domain.refusals import InvalidIdentifier, Required, placed
from jupiter_core.domain.text import cleaned, line_of

OWN_PARTS = frozenset({"iban", "bic", "account_number", "routing_number"})
"""Parts that an account has by themselves; all others are among its details."""
_SEPARATORS = re.compile(r"[\s\-‐-―./]+")


@dataclass(frozen=True)
class SchemeField:
    """One part of an account.

    `label` is what a person who sets it up reads; `own` its name in its country, which stands on
    every paper, or empty where the part is translated. `rule` says what `pattern` accepts. `check`
    names a function of `checks`. `groups` are how many characters stand together on paper;
    `choices` are the values that there are. With `beside`, the part has another name (a key of
    `labels`) where that other part is there too. `check_digits` at its end stand apart.
    """

    name: str
    label: str
    rule: str = ""
    pattern: str = ""
    required: bool = True
    check: str = ""
    own: str = ""
    groups: tuple[int, ...] = ()
    separator: str = " "
    check_digits: int = 0
    choices: tuple[str, ...] = ()
    limit: int = 34
    beside: tuple[str, str] | None = None

    @property
    def path(self) -> str:
        """Where it stands in an account: `iban`, `details.sort_code`."""
        return self.name if self.name in OWN_PARTS else f"details.{self.name}"

    def read(self, typed: str) -> str:
        """Its canonical spelling; empty where it may be and nothing was typed. Raises Required,
        InvalidIdentifier, TooLong or Unprintable."""
        if not typed.strip():
            if self.required:
                raise Required(self.label)
            return ""
        if self.check:
            return CHECKS[self.check](typed)
        if self.choices:
            return self._chosen(typed.strip())
        return self._matched(typed) if self.pattern else line_of(typed, self.label, self.limit)

    def shown(self, value: str) -> str:
        """As it stands on paper: `20-00-00`."""
        if self.check_digits:
            return f"{value[: -self.check_digits]}{self.separator}{value[-self.check_digits :]}"
        if not self.groups or sum(self.groups) != len(value):
            return value
        parts, at = [], 0
        for length in self.groups:
            parts.append(value[at : at + length])
            at += length
        return self.separator.join(parts)

    def _chosen(self, typed: str) -> str:
        if typed.lower() not in self.choices:
            raise InvalidIdentifier(self.label, f"choose one of {', '.join(self.choices)}")
        return typed.lower()

    def _matched(self, typed: str) -> str:
        value = _SEPARATORS.sub("", cleaned(typed)).upper()
        if not re.fullmatch(self.pattern, value, re.ASCII):
            raise InvalidIdentifier(self.label, f"it needs {self.rule}")
        return value


@dataclass(frozen=True)
class Scheme:
    """The accounts of one kind. `country` is empty where several have it. `currencies` are the
    usual ones, the first of which is proposed; `clearing` are the parts that together name the bank
    where no BIC is known; `institution` is said in its place where payments go by the scheme."""

    code: str
    title: str
    fields: tuple[SchemeField, ...]
    country: str = ""
    currencies: tuple[str, ...] = ()
    clearing: tuple[str, ...] = ()
    institution: str = ""

    def field(self, name: str) -> SchemeField | None:
        """None where accounts of this kind have no such part."""
        return next((each for each in self.fields if each.name == name), None)

    def read(self, typed: Mapping[str, str]) -> dict[str, str]:
        """Every part in its canonical spelling, by its name, without those that are empty.
        `typed` is by path. Raises as `SchemeField.read`, at its path."""
        values = {
            each.name: placed(each.path, partial(each.read, typed.get(each.path, "")))
            for each in self.fields
        }
        return {name: value for name, value in values.items() if value}
