"""The tax in another currency, as JSON and as a person types it: `EUR 0.9231, ECB, 2026-03-02`."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.values import Currency, Day, Line, Number
from bot.intake.notation.numbers import decimal_of
from bot.intake.refusals import WrongShape
from jupiter_core.domain.tax import plain
from jupiter_core.domain.tax_currency import TaxCurrency, exchange_rate_of, rate_source_of
from jupiter_core.domain.text import line_of

_LINE_LIMIT = 300
_RATE = re.compile(
    r"(?P<currency>[A-Za-z]{3})\s+(?P<rate>[\d.,]+?),?\s+(?P<source>\S.*?),?\s+(?P<on>\d{4}-\d{2}-\d{2})"
)


def tax_currency_text(said: TaxCurrency | None) -> str:
    """As a person types it."""
    return f"{said.currency} {plain(said.rate)}, {said.source}, {said.on}" if said else ""


def _from_text(sent: Any) -> Any:
    """`EUR 0.9231, ECB, 2026-03-02`."""
    if reading().notation is not Notation.PERSON or not isinstance(sent, str):
        return sent
    found = _RATE.fullmatch(line_of(sent, "Exchange rate", _LINE_LIMIT))
    if found is None:
        raise WrongShape("currency, rate, source and date: EUR 0.9231, ECB, 2026-03-02")
    return {**found.groupdict(), "rate": str(decimal_of(found["rate"]))}


class TaxCurrencyBody(Document):
    """The tax in the currency of the seller's country, where its law asks for that: what one unit
    of the invoice's currency is worth, who published it, and of which day it is."""

    currency: Currency
    rate: Annotated[Number, AfterValidator(checked(exchange_rate_of)), Field(examples=["0.9231"])]
    source: Annotated[Line, AfterValidator(checked(rate_source_of)), Field(examples=["ECB"])]
    on: Day

    def meant(self) -> TaxCurrency:
        """As the invoice has it."""
        return TaxCurrency(
            currency=self.currency, rate=Decimal(self.rate), source=self.source, on=self.on
        )


TaxInCurrency = Annotated[
    TaxCurrencyBody | None,
    BeforeValidator(checked(_from_text)),
    Field(description="For a seller in the EU or the UK who invoices in another currency."),
]
