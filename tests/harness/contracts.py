"""Contracts for tests: the seed deal, and any contract at all."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from jupiter_core.domain.contract.calendar import month_start
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    BillingTiming,
    ContractLine,
    ContractTerms,
    CreditUse,
    Escalator,
    OneTime,
    PriceChange,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.money import Money

RATES = st.sampled_from([Decimal(0), Decimal(19), Decimal("8.875")])


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def a_subscription(**changes: object) -> Subscription:
    given = {"description": "Platform", "annual_price": usd("120000"), **changes}
    return Subscription.model_validate(given)


def a_contract(*lines: ContractLine, **changes: object) -> ContractTerms:
    """Three years from 1 January 2027, in USD, billed each year in advance."""
    given: dict[str, object] = {
        "currency": "USD",
        "start_date": date(2027, 1, 1),
        "term_months": 36,
        "billing_frequency": "annual",
        "net_terms": 45,
        "lines": lines or (a_subscription(),),
    }
    return ContractTerms.model_validate({**given, **changes})


def the_seed_deal() -> ContractTerms:
    uplift = (Escalator(contract_year=2, percent=Decimal(5)),)
    return a_contract(
        a_subscription(
            description="Platform Enterprise", annual_price=usd("1200000"), escalators=uplift
        ),
        a_subscription(
            description="Analytics add-on",
            quantity=Decimal(250),
            annual_price=usd("480"),
            escalators=uplift,
        ),
        OneTime(description="Onboarding", amount=usd("50000")),
        UsageCredit(description="Usage credit", amount=usd("25000")),
    )


@st.composite
def contracts(draw: st.DrawFn) -> ContractTerms:
    """Any contract: of any length, day, currency and billing, with every kind of line."""
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))
    start = draw(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
    term = draw(st.integers(1, 40))
    frequency = draw(st.sampled_from(BillingFrequency))
    upfront = frequency is BillingFrequency.UPFRONT
    timing = BillingTiming.ADVANCE if upfront else draw(st.sampled_from(BillingTiming))
    return ContractTerms(
        currency=currency,
        start_date=start,
        term_months=term,
        billing_frequency=frequency,
        billing_timing=timing,
        billing_months=draw(st.integers(1, 14)) if frequency is BillingFrequency.CUSTOM else None,
        net_terms=draw(st.integers(0, 90)),
        lines=(
            draw(subscriptions(currency, start, term)),
            *draw(st.lists(subscriptions(currency, start, term), max_size=2)),
            *draw(st.lists(_fees(currency, start), max_size=2)),
            *draw(st.lists(_credits(currency, start), max_size=2)),
        ),
    )


@st.composite
def subscriptions(draw: st.DrawFn, currency: str, start: date, term: int) -> Subscription:
    begins = draw(st.just(0) | st.integers(0, term - 1))
    years, first_year = -(-term // 12), begins // 12 + 1
    prices = st.integers(0, 10**7).map(lambda minor: Money(minor=minor, currency=currency))
    ramp = draw(st.just([]) | st.lists(prices, min_size=1, max_size=years))
    later = st.integers(first_year + 1, years) if first_year < years else st.nothing()
    escalated = draw(st.lists(later, unique=True, max_size=3)) if first_year < years else []
    changed = draw(st.just([]) | st.lists(st.integers(begins, term - 1), unique=True, max_size=2))
    return Subscription(
        description=draw(st.sampled_from(["Platform", "Analytics", "Support"])),
        quantity=draw(st.sampled_from([Decimal(1), Decimal(250), Decimal("1.5")])),
        annual_price=None if ramp else draw(prices),
        yearly_prices=tuple(ramp),
        escalators=tuple(
            Escalator(contract_year=year, percent=draw(st.decimals(-20, 50, places=2)))
            for year in escalated
        ),
        discount_percent=draw(st.sampled_from([Decimal(0), Decimal("12.5"), Decimal(100)])),
        discount_years=tuple(draw(st.sampled_from([(), (first_year,)]))),
        tax_rate=draw(RATES),
        starts_on=month_start(start, begins) if begins else None,
        price_changes=tuple(
            PriceChange(from_date=month_start(start, month), annual_price=draw(prices))
            for month in changed
        ),
    )


def _fees(currency: str, start: date) -> st.SearchStrategy[OneTime]:
    return st.builds(
        OneTime,
        description=st.just("Onboarding"),
        amount=st.integers(0, 10**6).map(lambda minor: Money(minor=minor, currency=currency)),
        bill_on=st.none() | st.integers(-2, 42).map(lambda months: month_start(start, months)),
        tax_rate=RATES,
    )


def _credits(currency: str, start: date) -> st.SearchStrategy[UsageCredit]:
    return st.builds(
        UsageCredit,
        description=st.just("Usage credit"),
        amount=st.integers(1, 10**8).map(lambda minor: Money(minor=minor, currency=currency)),
        apply=st.sampled_from(CreditUse),
        tax_rate=st.none() | RATES,
        expires_on=st.none() | st.integers(0, 40).map(lambda months: month_start(start, months)),
    )
