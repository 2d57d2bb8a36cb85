"""Mistakes that people and machines make, each with the one path at which it is to be told."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.bot.doors.deal import Noun


class Mistake(NamedTuple):
    """`path` is the domain's, empty where it is of the whole. `sent` is what a machine sends in
    place of the deal's values, `typed` what a person types, each by path, and `line` the one
    line; None where there is no way to say it. A person's field may hold all of a list: then its
    path ends at the list."""

    name: str
    noun: Noun
    path: str
    sent: Mapping[str, Any] | None
    typed: Mapping[str, str] | None = None
    line: str | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def field(self) -> str:
        """Where a person typed it: the whole list, or the field itself."""
        for name in self.typed or ():
            if self.path.startswith((f"{name}[", f"{name}.")):
                return name
        return self.path


def _both(name: str, noun: Noun, path: str, wrong: str, line: str | None = None) -> Mistake:
    """The same text from a machine and from a person."""
    return Mistake(name, noun, path, {path: wrong}, {path: wrong}, line)


_PRICE, _LINE = "lines[0].unit_price", "lines[0]"
_TAX_ID = "customer.tax_ids[0]"

MISTAKES = (
    _both("an amount that is none", "invoice", _PRICE, "a lot"),
    _both("an amount too large", "invoice", _PRICE, "9" * 25),
    Mistake(
        "a line beyond all amounts",
        "invoice",
        _PRICE,
        {_PRICE: "9000000000000.00", f"{_LINE}.quantity": "1000000000"},
        {_PRICE: "9,000,000,000,000.00", f"{_LINE}.quantity": "1,000,000,000"},
    ),
    Mistake(
        "a sum beyond all amounts",
        "invoice",
        "lines",
        {_PRICE: "9000000000000.00", "lines[1].unit_price": "9000000000000.00"},
        {_PRICE: "9,000,000,000,000.00", "lines[1].unit_price": "9,000,000,000,000.00"},
    ),
    _both("a quantity beyond all", "invoice", f"{_LINE}.quantity", "1000000001"),
    _both(
        "more decimals than a price has",
        "invoice",
        _PRICE,
        "1.123456789",
        "Acme $1.123456789 seats",
    ),
    _both("no description", "invoice", f"{_LINE}.description", ""),
    _both("a negative quantity", "invoice", f"{_LINE}.quantity", "-1"),
    _both("a quantity too fine", "invoice", f"{_LINE}.quantity", "0.12345678"),
    _both("a tax of more than all", "invoice", f"{_LINE}.tax_rate", "101"),
    _both("an unknown currency", "invoice", "currency", "XXX"),
    _both("a day that is none", "invoice", "issue_date", "soon"),
    _both("a day that the calendar lacks", "invoice", "issue_date", "2027-02-30"),
    Mistake(
        "due before it is issued",
        "invoice",
        "net_terms",
        {"net_terms": -1},
        {"net_terms": "-1"},
    ),
    Mistake(
        "a service that ends before it begins",
        "invoice",
        f"{_LINE}.service_end",
        {f"{_LINE}.service_start": "2027-02-01", f"{_LINE}.service_end": "2027-01-01"},
        {f"{_LINE}.service_start": "2027-02-01", f"{_LINE}.service_end": "2027-01-01"},
    ),
    Mistake("no lines", "invoice", "lines", {"lines": []}, {"lines": ""}),
    Mistake(
        "a credit larger than all else",
        "invoice",
        "",
        {"lines[2].unit_price": "-9000000.00"},
        {"lines[2].unit_price": "-9,000,000"},
        "Acme onboarding 50k credit 60k",
    ),
    _both("an unknown country", "invoice", "customer.address.country", "ZZ"),
    _both("a country without a city", "invoice", "customer.address.city", ""),
    _both("an e-mail address that is none", "invoice", "customer.ap_contact.email", "dana at acme"),
    Mistake(
        "a VAT id that does not check",
        "invoice",
        f"{_TAX_ID}.value",
        {"customer.tax_ids": [{"kind": "eu_vat", "value": "DE136695977"}]},
        {f"{_TAX_ID}.kind": "eu_vat", f"{_TAX_ID}.value": "DE136695977"},
    ),
    Mistake(
        "an escalator in a year that is not there",
        "contract",
        "lines[0].escalators[0].contract_year",
        {"lines[0].escalators": [{"contract_year": 9, "percent": "5"}]},
        {"lines[0].escalators": "5% y9"},
        "Acme 1.2M/yr 3y 5% y9",
    ),
    Mistake(
        "a term of nothing",
        "contract",
        "term_months",
        {"term_months": 0},
        {"term_months": "0"},
        "Acme 1.2M/yr 0y",
    ),
    Mistake(
        "a price for a year that is not there",
        "contract",
        "lines[0].yearly_prices[3]",
        {"lines[0].annual_price": None, "lines[0].yearly_prices": ["1", "2", "3", "4"]},
        {"lines[0].yearly_prices": "1M, 2M, 3M, 4M"},
        "Acme ramp 1M/2M/3M/4M 3y",
    ),
    _both("a yearly price too large", "contract", "lines[0].annual_price", "9" * 25),
    Mistake(
        "a year beyond all amounts",
        "contract",
        "lines[0].annual_price",
        {"lines[0].annual_price": "9000000.00", "lines[0].quantity": "1000000000"},
        {"lines[0].annual_price": "9,000,000.00", "lines[0].quantity": "1,000,000,000"},
    ),
    Mistake(
        "a contract beyond all amounts",
        "contract",
        "lines",
        {"lines[0].annual_price": "9000000000000.00"},
        {"lines[0].annual_price": "9,000,000,000,000.00"},
    ),
    _both("a discount of more than all", "contract", "lines[0].discount_percent", "101"),
    _both("a yearly price that is none", "contract", "lines[0].annual_price", "a lot"),
    _both("a start that the calendar lacks", "contract", "start_date", "2027-02-30"),
    Mistake("a contract without lines", "contract", "lines", {"lines": []}, {"lines": ""}),
)
