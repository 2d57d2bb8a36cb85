"""The contract file: read strictly, every mistake at its path, all at once."""

import json
from decimal import Decimal
from typing import Any

import pytest

from bot.intake.files.contract import read_contract, schedule_json, schedule_of_file
from jupiter_core.domain.contract.terms import BillingTiming, CreditUse, Subscription
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.schedule.build import schedule_of

PLATFORM = {"kind": "subscription", "description": "Platform", "annual_price": "100.00"}
HEADER = {
    "currency": "USD",
    "start_date": "2027-01-01",
    "term_months": 36,
    "billing_frequency": "annual",
    "net_terms": 45,
}


def a_file(*lines: Any, **changes: Any) -> str:
    return json.dumps({**HEADER, "lines": list(lines) or [PLATFORM], **changes})


def mistakes(text: str) -> dict[str, str]:
    with pytest.raises(ValidationErrors) as refused:
        read_contract(text)
    return {each.path or "": each.sentence for each in refused.value.refusals}


def test_numbers_are_exact_with_quotes_and_without() -> None:
    quoted = a_file({**PLATFORM, "annual_price": "0.1", "quantity": "3", "tax_rate": "8.875"})
    bare = quoted.replace('"0.1"', "0.10").replace('"3"', "3").replace('"8.875"', "8.875")

    assert read_contract(bare) == read_contract(quoted)
    line = read_contract(bare).subscription(0)
    assert (str(line.annual_price), line.quantity, line.tax_rate) == (
        "0.10",
        Decimal(3),
        Decimal("8.875"),
    )


def test_every_kind_of_line_is_read() -> None:
    terms = read_contract(
        a_file(
            {
                "kind": "subscription",
                "description": "Ramp",
                "yearly_prices": ["1", 2],
                "discount_percent": 10,
                "discount_years": [1],
                "starts_on": "2027-02-01",
                "price_changes": [{"from_date": "2027-03-01", "annual_price": "3"}],
                "escalators": [{"contract_year": 3, "percent": "-2.5"}],
            },
            {"kind": "one_time", "description": "Fee", "amount": 5, "bill_on": None},
            {
                "kind": "usage_credit",
                "description": "Credit",
                "amount": "5",
                "apply": "evenly",
                "tax_rate": "19",
                "expires_on": "2028-01-01",
            },
            billing_timing="arrears",
        )
    )

    ramp, _, credit = terms.lines
    assert isinstance(ramp, Subscription)
    assert [str(each) for each in ramp.yearly_prices] == ["1.00", "2.00"]
    assert terms.billing_timing is BillingTiming.ARREARS
    assert [each.apply for _, each in terms.credits] == [CreditUse.EVENLY]
    assert credit.tax_rate == 19


def test_all_mistakes_are_said_at_once_each_at_its_path() -> None:
    text = a_file(
        {
            **PLATFORM,
            "annual_price": "12.345",
            "escalators": [
                {"contract_year": 2, "percent": "5"},
                {"contract_year": 9, "percent": "lots"},
                {"contract_year": "two"},
            ],
            "discount_years": [5],
            "colour": "red",
        },
        {"kind": "gift", "description": "Mug"},
        {"kind": "one_time", "description": "", "amount": True, "bill_on": "2027-02-30"},
        {"kind": "usage_credit", "description": "Credit", "amount": "-5", "apply": "soon"},
        "a mug",
        currency="XYZ",
        term_months="three years",
        billing_frequency="weekly",
        net_terms=1000,
        notes="?",
    )

    assert set(mistakes(text)) == {
        "currency",
        "term_months",
        "billing_frequency",
        "net_terms",
        "notes",
        "lines[0].colour",
        "lines[0].escalators[1].percent",
        "lines[0].escalators[2].contract_year",
        "lines[0].escalators[2].percent",
        "lines[1].kind",
        "lines[2].description",
        "lines[2].amount",
        "lines[2].bill_on",
        "lines[3].amount",
        "lines[3].apply",
        "lines[4]",
    }


def test_what_does_not_fit_together_is_said_beside_what_cannot_be_read() -> None:
    found = mistakes(
        a_file(
            {**PLATFORM, "escalators": [{"contract_year": 4, "percent": "5"}]},
            {**PLATFORM, "tax_rate": "high", "yearly_prices": ["1"], "starts_on": "2027-01-09"},
        )
    )

    assert list(found) == [
        "lines[0].escalators[0].contract_year",
        "lines[1].tax_rate",
        "lines[1].yearly_prices",
        "lines[1].starts_on",
    ]
    assert "1 Jan 2027 or 1 Feb 2027" in found["lines[1].starts_on"]


def test_a_missing_key_is_said_at_its_place() -> None:
    found = mistakes('{"lines": [{"kind": "one_time"}]}')

    assert set(found) == {*HEADER, "lines[0].description", "lines[0].amount"}
    assert found["start_date"] == "A start date is required."


def test_a_repeated_key_is_refused_where_it_stands() -> None:
    text = a_file().replace('"net_terms": 45', '"net_terms": 45, "net_terms": 30')
    inner = a_file().replace('"kind"', '"description": "X", "kind"')

    assert mistakes(text) == {"net_terms": "This key is used twice."}
    assert mistakes(inner) == {"lines[0].description": "This key is used twice."}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1"),
        ('{"currency": }', "line 1"),
        ("[" * 100_000, "nested too deeply"),
        ('{"net_terms": NaN}', "NaN"),
        ('{"net_terms": 1e99999999999999999999}', "beyond all numbers"),
        ('{"net_terms": ' + "9" * 5000 + "}", "too long"),
        (" " * 1_000_001, "more than 1,000,000 characters"),
    ],
    ids=["empty", "no JSON", "deep", "NaN", "huge exponent", "huge number", "long"],
)
def test_what_is_no_json_is_said_with_its_reason(text: str, reason: str) -> None:
    (sentence,) = mistakes(text).values()

    assert reason in sentence


@pytest.mark.parametrize("text", ["[]", '"USD"', "null", "3"])
def test_a_file_that_is_no_object_is_one_mistake(text: str) -> None:
    assert next(iter(mistakes(text).values())).startswith("This must be an object")
    assert len(mistakes(text)) == 1


@pytest.mark.parametrize("value", ['"1,000"', '"1e3"', '" 5"', "true", '"٣"', "[]", '"\\ud800"'])
def test_an_amount_is_a_plain_decimal(value: str) -> None:
    assert list(mistakes(a_file().replace('"100.00"', value))) == ["lines[0].annual_price"]


def test_what_is_wrong_can_always_be_printed() -> None:
    found = mistakes('{"\\ud800\\u001b[31m": 1, "billing_frequency": "\\ud800"}')

    "\n".join([*found, *found.values()]).encode()
    assert not any("\x1b" in path for path in found)


def test_a_fee_on_its_own_invoice_has_no_period_and_no_service() -> None:
    fee = {"kind": "one_time", "description": "Fee", "amount": "5", "bill_on": "2029-06-01"}
    printed = json.loads(schedule_json(schedule_of(read_contract(a_file(PLATFORM, fee)))))

    own = printed["invoices"][3]
    assert (own["period_start"], own["period_end"]) == (None, None)
    assert own["lines"] == [
        {"description": "Fee", "kind": "one_time", "amount": "5.00", "tax_rate": "0"}
    ]


def test_an_amount_that_grows_beyond_all_invoices_is_a_mistake_of_its_line() -> None:
    line = {**PLATFORM, "quantity": "1000000000", "annual_price": "1000000000.00"}

    told = r"^lines\[1\]\.annual_price: USD 1,000,000,000,000,000,000\.00 is too large"
    with pytest.raises(ValidationErrors, match=told):
        schedule_of_file(a_file(PLATFORM, line))
