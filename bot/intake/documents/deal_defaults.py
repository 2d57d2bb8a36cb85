"""A usual deal: who bills, in what currency, when it is due, the tax of a line and of prices."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.intake.documents.base import Composite, spoken
from bot.intake.documents.invoice import NetTerms, category_of
from bot.intake.documents.party_parts import YesOrNo
from bot.intake.documents.payment_terms import WithUsualTerms
from bot.intake.documents.values import Currency, Id, LateFeeTerm, Rate
from bot.intake.drafts.invoice import TAX_CHOICES
from bot.intake.refusals import RateNotZero
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.totals import TaxCategory, plain

UNSAID = "-"
"""What a menu holds where nothing is chosen."""


def without_what_is_not_chosen(sent: Any) -> Any:
    """Of a form whose menus have a choice for nothing."""
    if isinstance(sent, Mapping):
        return {key: value for key, value in sent.items() if value != UNSAID}
    return sent


UsualPrices = Annotated[
    YesOrNo | None,
    Field(
        description="Whether prices are entered with tax, where a deal does not say it. A "
        "customer's setting goes before their legal entity's."
    ),
]


class DealDefaultsBody(Composite, WithUsualTerms):
    """What a deal with them has where nobody says another."""

    sender_profile_id: Id | None = None
    currency: Currency | None = None
    net_terms: NetTerms | None = None
    late_fee: LateFeeTerm = ""
    tax_rate: Rate | None = None
    tax_category: Annotated[TaxCategory | None, spoken(category_of)] = Field(
        default=None, description="UNTDID 5305. Where it is left out, the rate decides."
    )

    prices_include_tax: UsualPrices = None

    _chosen = model_validator(mode="before")(without_what_is_not_chosen)

    @property
    def untaxed(self) -> TaxCategory | None:
        """Why no tax is charged; of a rate that is charged, be it 0, the rate says all."""
        charged = (TaxCategory.STANDARD, TaxCategory.ZERO)
        return None if self.tax_category in charged else self.tax_category

    def misfits(self) -> tuple[Refusal, ...]:
        """A rate where none is charged."""
        if not (self.untaxed and self.tax_rate):
            return ()
        words = TAX_CHOICES[self.untaxed.value]
        return (RateNotZero(words, plain(self.tax_rate)).at("tax_rate"),)

    def meant(self) -> DealDefaults | None:
        """As a customer has it; None where nothing is said."""
        rate = Decimal(0) if self.untaxed and self.tax_rate is None else self.tax_rate
        found = DealDefaults(
            sender_profile_id=self.sender_profile_id or "",
            currency=self.currency or "",
            net_terms=self.net_terms,
            due_rule=self.due_rule,
            late_fee=late_fee_of(self.late_fee),
            tax_rate=rate,
            tax_category=self.untaxed,
            prices_include_tax=self.prices_include_tax,
        )
        return None if found == DealDefaults() else found


class EntityDefaultsBody(WithUsualTerms):
    """What a deal of a legal entity has where neither it nor the customer says another."""

    currency: Currency | None = None
    net_terms: NetTerms | None = None
    late_fee: LateFeeTerm = ""
    tax_rate: Annotated[
        Rate | None,
        Field(description="Of customers in the entity's own country; other lines have none."),
    ] = None
    prices_include_tax: UsualPrices = None

    _chosen = model_validator(mode="before")(without_what_is_not_chosen)

    def meant(self) -> DealDefaults | None:
        """As an entity has it; None where nothing is said."""
        found = DealDefaults(
            currency=self.currency or "",
            net_terms=self.net_terms,
            due_rule=self.due_rule,
            late_fee=late_fee_of(self.late_fee),
            tax_rate=self.tax_rate,
            prices_include_tax=self.prices_include_tax,
        )
        return None if found == DealDefaults() else found
