"""Bank accounts: where a customer sends the money."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Self

from pydantic import Field

from jupiter_core.domain.bank_schemes import (
    AS_BEFORE,
    SCHEMES,
    Scheme,
    SchemeField,
    scheme_named,
)
from jupiter_core.domain.bank_schemes.scheme import OWN_PARTS
from jupiter_core.domain.cheque import ADDRESS, PAYABLE_TO, Cheque
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import CurrencyCode, known_currency
from jupiter_core.domain.payment_reference import (
    ReferenceKind,
    payment_reference,
    reference_titles,
    shown_reference,
)
from jupiter_core.domain.refusals import (
    NotOfScheme,
    ReferenceNotPossible,
    Required,
    UnknownScheme,
    placed,
)
from jupiter_core.domain.text import line_of

_IMPLIED = ("iban", "us")
"""Schemes that an account need not name: an IBAN, or an account number with its routing number."""


class AccountDetail(Frozen):
    """A part of an account that only some schemes have; `name` is that of the scheme's field."""

    name: str
    value: str


class BankAccount(Frozen):
    """Where to pay. `scheme` says of which parts it consists; those that many accounts have stand
    by themselves, all others are `details`. Where it is empty, there is an IBAN, or an account
    number with its ABA routing number.

    `reference` is the kind of payment reference that payers are asked for; `cheque` is there where
    the entity takes cheques too. `valid_since` is the day from which all of this has been in use
    without a change.
    """

    holder: str
    bank_name: str
    currency: CurrencyCode
    scheme: str = Field(default="", exclude_if=lambda code: not code)
    iban: str | None = None
    bic: str | None = None
    account_number: str | None = None
    routing_number: str | None = None
    details: tuple[AccountDetail, ...] = Field(default=(), exclude_if=lambda each: not each)
    reference: ReferenceKind = Field(
        default=ReferenceKind.NUMBER, exclude_if=lambda kind: kind is ReferenceKind.NUMBER
    )
    cheque: Cheque | None = Field(default=None, exclude_if=lambda each: each is None)
    valid_since: date

    @classmethod
    def checked(
        cls,
        *,
        holder: str,
        bank_name: str,
        currency: str,
        iban: str,
        bic: str,
        account_number: str,
        routing_number: str,
        valid_since: date,
        scheme: str = "",
        reference: str = "",
        cheque: Cheque | None = None,
        details: Mapping[str, str] | None = None,
    ) -> Self:
        """Each part by its scheme.

        Raises InvalidIdentifier, Required, UnknownCurrency, UnknownScheme, NotOfScheme,
        ReferenceNotPossible, TooLong or Unprintable, at its path.
        """
        typed = {"iban": iban, "bic": bic, "account_number": account_number}
        typed["routing_number"] = routing_number
        typed |= {f"details.{name}": text for name, text in (details or {}).items()}
        rules = rules_of(scheme, typed)
        parts = rules.read(typed)
        made = cls(
            holder=placed("holder", lambda: line_of(holder, "Account holder", 140, required=True)),
            bank_name=placed("bank_name", lambda: line_of(bank_name, "Bank", 140, required=True)),
            currency=placed("currency", lambda: known_currency(currency)),
            scheme=_kept_scheme(rules, parts),
            **{name: parts.get(name) for name in sorted(OWN_PARTS)},
            details=tuple(
                AccountDetail(name=name, value=value)
                for name, value in parts.items()
                if name not in OWN_PARTS
            ),
            cheque=cheque,
            valid_since=valid_since,
        )
        kind = placed("reference", lambda: made.possible_reference(reference))
        return made.model_copy(update={"reference": kind})

    def same_account(self, other: "BankAccount") -> bool:
        """Whether money would go to the same place, whatever the dates say."""
        return self.model_copy(update={"valid_since": other.valid_since}) == other

    @property
    def number(self) -> str:
        """What tells it from others of its bank: the IBAN, else the account number."""
        return self.iban or self.account_number or ""

    @property
    def referenced_number(self) -> str:
        """The number that goes with its reference: a QR reference with the QR-IBAN only."""
        is_qr = self.reference is ReferenceKind.QRR
        return (self.by_name.get("qr_iban", "") if is_qr else "") or self.number

    @property
    def rules(self) -> Scheme:
        """Its scheme."""
        return scheme_named(self.scheme)

    @property
    def country(self) -> str:
        """Where it is kept, as far as it says so: of its IBAN, else of its scheme."""
        return self.iban[:2] if self.iban else self.rules.country

    @property
    def by_name(self) -> dict[str, str]:
        """The parts that it has, by the names of their fields."""
        own = {name: getattr(self, name) for name in OWN_PARTS}
        return {
            **{name: value for name, value in own.items() if value},
            **{each.name: each.value for each in self.details},
        }

    def parts(self) -> Iterator[tuple[SchemeField, str]]:
        """Each part that it has, in the order in which it is printed, with its value."""
        values = self.by_name
        for field in self.rules.fields:
            if field.name in values:
                yield field, values[field.name]

    @property
    def cheque_country(self) -> str:
        """By whose words a cheque is spoken of: an account by ABA routing number is American."""
        return "US" if self.routing_number else self.country

    def cheque_texts(self) -> list[tuple[str, str, str]]:
        """The path, what people call it and the text of what is said of cheques."""
        if self.cheque is None:
            return []
        return [
            (PAYABLE_TO, "Cheques payable to", self.cheque.payable_to),
            (ADDRESS, "Address for cheques", self.cheque.address),
        ]

    @property
    def clearing_code(self) -> str:
        """By which its country's clearing knows the bank; empty where that is not said."""
        values = self.by_name
        return "".join(values.get(name, "") for name in self.rules.clearing)

    def possible_reference(self, code: str) -> ReferenceKind:
        """The kind of payment reference. Raises ReferenceNotPossible where this account cannot
        have it."""
        possible = reference_titles(self.country)
        if code and code not in possible:
            told = ", ".join(possible) or "none"
            reason = f"Payments to this account cannot have this reference. Possible are: {told}."
            raise ReferenceNotPossible(reason)
        kind = ReferenceKind(code)
        if kind is ReferenceKind.QRR and "qr_iban" not in self.by_name:
            raise ReferenceNotPossible("A QR reference needs the account's QR-IBAN.")
        return kind

    def reference_for(self, number: str) -> str:
        """What payers of the invoice of that number give, without spaces."""
        return payment_reference(self.reference, number)

    def shown_reference(self, number: str) -> str:
        """The same as it is written on paper."""
        return shown_reference(self.reference, self.reference_for(number))


def rules_of(code: str, typed: Mapping[str, str]) -> Scheme:
    """The scheme of what was typed, by path. Raises UnknownScheme, at `scheme`; NotOfScheme at a
    part that such an account has not; Required where no account can be found in it."""
    if code and code not in SCHEMES:
        raise UnknownScheme(code[:20], ", ".join(SCHEMES)).at("scheme")
    filled = {path for path, text in typed.items() if text.strip()}
    rules = SCHEMES.get(code, AS_BEFORE)
    if not code and filled - {each.path for each in rules.fields}:
        raise Required("The account's kind").at("scheme")
    paths = {each.path: each.label for each in rules.fields}
    for path in sorted(filled - paths.keys()):
        part = path.rpartition(".")[2].replace("_", " ")
        raise NotOfScheme(part[:40], rules.title, ", ".join(paths.values())).at(path)
    if not code:
        _expect_number(filled)
    return rules


def _expect_number(filled: set[str]) -> None:
    if not filled & {"iban", "account_number"}:
        raise Required("An IBAN or an account number").at("iban")
    if "account_number" in filled and "routing_number" not in filled:
        raise Required("The ABA routing number of the account").at("routing_number")


def _kept_scheme(rules: Scheme, parts: Mapping[str, str]) -> str:
    """Empty where the parts say it by themselves, as they did before there were schemes."""
    implied = rules.code in _IMPLIED and OWN_PARTS.issuperset(parts)
    return "" if implied else rules.code
