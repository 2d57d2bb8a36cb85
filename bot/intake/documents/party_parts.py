"""What the documents of parties are made of: address, tax id, contact, bank account."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Composite, Document, Notation, checked, reading
from bot.intake.documents.values import Flag, Line
from bot.intake.errors import ErrorCollector
from bot.intake.notation.endpoint import endpoint_of
from bot.intake.party import MOST_ACCOUNTS, MOST_TAX_IDS, read_account, read_address
from bot.intake.refusals import WrongShape
from jupiter_core.domain.address import Address
from jupiter_core.domain.amendment import attention_of, cost_centre_of
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes import SCHEMES
from jupiter_core.domain.party import ApContact, TaxId, TaxIdKind, colour_of
from jupiter_core.domain.payment_reference import ReferenceKind
from jupiter_core.domain.refusals import AlreadyTaken, OutOfRange, Refusal, ValidationErrors
from jupiter_core.domain.text import email_of, line_of
from jupiter_core.domain.time_zone import time_zone_of

_NAME_LIMIT, _REFERENCE_LIMIT = 140, 100


def legal_name_of(typed: str) -> str:
    """As it is registered. Raises Required, TooLong or Unprintable."""
    return line_of(typed, "Legal name", _NAME_LIMIT, required=True)


def optional_email_of(typed: str) -> str:
    """An e-mail address, or an empty string. Raises InvalidEmail."""
    return email_of(typed) if typed.strip() else ""


def _contact_name_of(typed: str) -> str:
    return line_of(typed, "AP contact", _NAME_LIMIT)


def _reference_of(typed: str) -> str:
    return line_of(typed, "Buyer reference", _REFERENCE_LIMIT)


def _phone_of(typed: str) -> str:
    return line_of(typed, "Telephone", 40)


def _colour_of(typed: str) -> str:
    return colour_of(line_of(typed, "Colour", 20, required=True))


def _time_zone_of(typed: str) -> str:
    return time_zone_of(line_of(typed, "Time zone", 64, required=True))


def _yes_or_no(typed: Any) -> Any:
    """A person's box is `true` or `false`."""
    if reading().notation is Notation.MACHINE or isinstance(typed, bool):
        return typed
    if str(typed).lower() not in ("true", "false"):
        raise WrongShape("true or false")
    return str(typed).lower() == "true"


def _without_blank_pairs(sent: Any) -> Any:
    """A person's form shows pairs that may stay empty."""
    if reading().notation is Notation.MACHINE or not isinstance(sent, list):
        return sent
    return [each for each in sent if not isinstance(each, Mapping) or any(_texts(each))]


def _texts(pair: Mapping[str, Any]) -> Iterator[str]:
    return (text for text in pair.values() if not isinstance(text, str) or text.strip())


LegalName = Annotated[Line, AfterValidator(checked(legal_name_of))]
Attention = Annotated[Line, AfterValidator(checked(attention_of))]
CostCentre = Annotated[Line, AfterValidator(checked(cost_centre_of))]
BuyerReference = Annotated[Line, AfterValidator(checked(_reference_of))]
Phone = Annotated[Line, AfterValidator(checked(_phone_of))]
Colour = Annotated[str, Field(examples=["#1f3a5f"]), AfterValidator(checked(_colour_of))]
Email = Annotated[Line, AfterValidator(checked(optional_email_of))]
Endpoint = Annotated[Line, AfterValidator(checked(endpoint_of))]
TimeZone = Annotated[
    str, Field(examples=["America/New_York"]), AfterValidator(checked(_time_zone_of))
]
YesOrNo = Annotated[Flag, BeforeValidator(checked(_yes_or_no))]


class AddressBody(Composite):
    """A street may have several lines; which parts are needed is for the country to say."""

    stand_ins: ClassVar = {"country": "?"}

    street: Line = ""
    city: Line = ""
    region: Line = ""
    postal_code: Line = ""
    country: Annotated[
        str, Field(examples=["US"], json_schema_extra={"minLength": 2, "maxLength": 2})
    ]

    def meant(self) -> Address:
        """With the country's own spellings. Raises ValidationErrors."""
        errors = ErrorCollector()
        address = read_address(errors, self.model_dump())
        errors.expect_none()
        assert address  # what is None has left its mistakes
        return address

    def misfits(self) -> tuple[Refusal, ...]:
        """What its country finds wrong with it."""
        errors = ErrorCollector()
        read_address(errors, self.model_dump())
        return errors.mistakes


class TaxIdBody(Composite):
    """A number under which its owner is known to a tax office."""

    kind: TaxIdKind
    value: Line

    def meant(self) -> TaxId:
        """In its canonical spelling. Raises InvalidIdentifier."""
        return TaxId.checked(self.kind, self.value)

    def misfits(self) -> tuple[Refusal, ...]:
        """Whether it is a number of its kind."""
        try:
            self.meant()
        except Refusal as refusal:
            return (refusal.at("value"),)
        return ()


class ApContactBody(Document):
    """Whom the customer's accounts payable is reached by; both parts may be empty."""

    name: Annotated[Line, AfterValidator(checked(_contact_name_of))] = ""
    email: Email = ""

    def meant(self) -> ApContact:
        """As a customer has it."""
        return ApContact(name=self.name, email=self.email)


_SCHEMES = "How accounts are named in its country: " + "; ".join(
    f"`{code}` ({', '.join(each.path for each in scheme.fields)})"
    for code, scheme in SCHEMES.items()
)
_DETAILS = "The parts that only some kinds of accounts have, by name."
_REFERENCES = (
    "The payment reference that payers are asked for, made from the invoice's number: "
    f"{', '.join(kind for kind in ReferenceKind if kind)}. Empty: the number itself."
)


class ChequeBody(Document):
    """Where the entity takes cheques; the address has several lines."""

    payable_to: Line
    address: Line


class AccountBody(Composite):
    """An account by its `scheme`. Without one: an IBAN with its BIC, or an account number with its
    ABA routing number."""

    stand_ins: ClassVar = {"holder": "?", "bank_name": "?", "currency": "?"}

    holder: Line
    bank_name: Line
    currency: Annotated[str, Field(examples=["USD"])]
    iban: Line = ""
    bic: Line = ""
    account_number: Line = ""
    routing_number: Line = ""
    scheme: Annotated[Line, Field(description=_SCHEMES, examples=["gb"])] = ""
    details: dict[str, Line] = Field(
        default_factory=dict, description=_DETAILS, examples=[{"sort_code": "20-00-00"}]
    )
    reference: Annotated[Line, Field(description=_REFERENCES, examples=["rf"])] = ""
    cheque: ChequeBody | None = None

    def meant(self, since: date) -> BankAccount:
        """In use from the day `since`. Raises ValidationErrors."""
        errors = ErrorCollector()
        account = read_account(errors, self.parts, since)
        errors.expect_none()
        assert account  # what is None has left its mistakes
        return account

    def misfits(self) -> tuple[Refusal, ...]:
        """What makes it no account of any kind that is known."""
        errors = ErrorCollector()
        read_account(errors, self.parts, date.min)
        return errors.mistakes

    @property
    def parts(self) -> dict[str, str]:
        """Its texts, by their paths."""
        texts = self.model_dump(include=set(AccountBody.model_fields) - {"details", "cheque"})
        cheque = self.cheque.model_dump() if self.cheque else {}
        return {
            **texts,
            **{f"details.{name}": text for name, text in self.details.items()},
            **{f"cheque.{name}": text for name, text in cheque.items()},
        }


def _at_most_tax_ids(found: tuple[TaxIdBody, ...]) -> tuple[TaxIdBody, ...]:
    if len(found) > MOST_TAX_IDS:
        raise OutOfRange("The number of them", "0", str(MOST_TAX_IDS))
    return found


def _one_a_currency(found: tuple[AccountBody, ...]) -> tuple[AccountBody, ...]:
    known: set[str] = set()
    taken = []
    for n, account in enumerate(found):
        currency = account.meant(date.min).currency
        if currency in known:
            refusal = AlreadyTaken("bank account in", currency)
            taken.append(refusal.at(f"[{n}].currency"))
        known.add(currency)
    if taken:
        raise ValidationErrors(taken)
    return found


TaxIds = Annotated[
    tuple[TaxIdBody, ...],
    BeforeValidator(_without_blank_pairs),
    AfterValidator(checked(_at_most_tax_ids)),
]
one_a_currency = AfterValidator(checked(_one_a_currency))
"""Of bank accounts."""
Accounts = Annotated[
    tuple[AccountBody, ...], Field(min_length=1, max_length=MOST_ACCOUNTS), one_a_currency
]
