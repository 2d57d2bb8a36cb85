"""A contract's document: its terms, from which the schedule of invoices comes."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from bot.intake.documents.adjustments import Adjustments, PricesIncludeTax
from bot.intake.documents.base import WIDEST_CURRENCY, Document, InCurrency, checked, currency_in
from bot.intake.documents.contract_calendar import (
    CalendarDocument,
    StartDate,
    Term,
    calendar_in,
)
from bot.intake.documents.contract_lines import ContractLineBody, billable
from bot.intake.documents.payment_terms import WithPaymentTerms
from bot.intake.documents.references import References
from bot.intake.documents.taxes import PickedTaxes
from bot.intake.documents.values import Currency, EarlyPaymentTerm, LateFeeTerm, Line, Whole
from jupiter_core.domain.contract.name import name_of
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms, Subscription
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.terms import net_terms_of

T = TypeVar("T")


class Frame(NamedTuple):
    """What a line is held against. Without a start its dates are not checked, without a term its
    years are those of the longest; `calendar` has the fields of the contract's periods."""

    currency: str | None
    start: date | None
    term_months: int | None
    calendar: Mapping[str, Any] = MappingProxyType({})

    @property
    def priced_in(self) -> str:
        """The currency, or its stand-in."""
        return self.currency or WIDEST_CURRENCY

    def alone(self, line: Subscription) -> ContractTerms | None:
        """A contract of this line alone; None without a start or a term. Raises
        ValidationErrors."""
        if not (self.start and self.term_months):
            return None
        terms = {
            "currency": self.priced_in,
            "start_date": self.start,
            "term_months": self.term_months,
            "net_terms": 0,
            "lines": (line,),
        }
        usual = {"billing_frequency": BillingFrequency.ANNUAL}
        with suppress(ValidationErrors):
            return ContractTerms.model_validate({**usual, **self.calendar, **terms})
        # The periods do not fit together yet: what the line itself costs can be said all the same.
        return ContractTerms.model_validate({**usual, **terms})


def frame_of(sent: Mapping[str, Any]) -> Frame:
    """As far as it can be read in what was sent."""
    start, term = _read(_START, sent.get("start_date")), _read(_TERM, sent.get("term_months"))
    return Frame(currency_in(sent), start, term, calendar_in(sent))


def _read(kind: TypeAdapter[T], sent: Any) -> T | None:
    """What was sent, where it can be read."""
    try:
        return kind.validate_python(sent)
    except ValidationError:
        return None


_START, _TERM = TypeAdapter(StartDate), TypeAdapter(Term)
ContractName = Annotated[Line, AfterValidator(checked(name_of))]


class _WithCurrency(Document):
    """First of all that is read: amounts go by it."""

    currency: Currency


class ContractDocument(CalendarDocument, InCurrency, WithPaymentTerms, _WithCurrency):
    """The terms, from which the schedule of invoices comes."""

    net_terms: Annotated[
        Whole,
        AfterValidator(checked(net_terms_of)),
        Field(examples=[45], description="Days from issue until due."),
    ]
    early_payment: EarlyPaymentTerm = ""
    late_fee: LateFeeTerm = ""
    lines: Annotated[tuple[ContractLineBody, ...], billable]
    adjustments: Annotated[
        Adjustments,
        Field(
            description="Discounts and charges on the whole: a percentage is of every invoice, an "
            "amount is shared over them."
        ),
    ] = ()
    taxes: PickedTaxes = ()
    prices_include_tax: PricesIncludeTax = False
    references: References = ()

    def terms(self) -> ContractTerms:
        """As the contract has them."""
        return ContractTerms(
            **self.calendar(),
            currency=self.currency,
            net_terms=self.net_terms,
            due_rule=self.due_rule,
            early_payment=early_payment_of(self.early_payment),
            early_end=self.agreed_early_end(),
            lines=tuple(each.meant() for each in self.lines),
            adjustments=tuple(each.meant() for each in self.adjustments),
            taxes=tuple(each.meant() for each in self.taxes),
            prices_include_tax=self.prices_include_tax,
            late_fee=late_fee_of(self.late_fee, self.currency),
            references=tuple(each.meant() for each in self.references),
        )

    @classmethod
    def known_of(cls, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Its lines are held against its currency, its start, its term and its periods."""
        return frame_of(sent)._asdict()
