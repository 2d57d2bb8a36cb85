"""A long schedule keeps each line once, and says the same as a plain one."""

import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.change import with_changed_quantity
from jupiter_core.domain.contract.lines import Escalator, OneTime, Subscription
from jupiter_core.domain.contract.packed_lines import MOST_PLAIN, PackedLines
from jupiter_core.domain.contract.scheduled import Schedule, ScheduledInvoice
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from jupiter_core.domain.tax import NamedTax
from tests.harness.contracts import a_contract, usd


def a_long_contract(**changes: object) -> ContractTerms:
    """21 lines for five years, monthly: 1,200 lines of subscriptions and a fee."""
    rise = (Escalator(contract_year=2, percent=Decimal(3)),)
    lines = [
        Subscription(
            description=f"Module {n}",
            quantity=Decimal(n + 1),
            annual_price=usd(f"{1000 + n}.37"),
            escalators=rise,
            discount_percent=Decimal(10),
            discount_years=(1,),
        )
        for n in range(20)
    ]
    given = {"billing_frequency": "monthly", "term_months": 60, **changes}
    return a_contract(*lines, OneTime(description="Onboarding", amount=usd("500")), **given)


def spelled_plainly(schedule: Schedule) -> Schedule:
    """As it was written before lines were packed."""
    invoices = tuple(
        each.model_copy(update={"lines": tuple(each.lines)}) for each in schedule.invoices
    )
    return schedule.model_copy(update={"invoices": invoices})


@pytest.mark.parametrize("taxes", [(), (NamedTax(name="GST", rate=Decimal(5)),)])
def test_what_is_read_back_is_what_was_written(taxes: tuple[NamedTax, ...]) -> None:
    schedule = schedule_of(a_long_contract(taxes=taxes))
    assert all(isinstance(each.lines, PackedLines) for each in schedule.invoices)
    text = canonical_json(schedule)
    read = Schedule.model_validate_json(text)
    assert read == schedule
    assert canonical_json(read) == text
    assert [tuple(each.lines) for each in read.invoices] == [
        tuple(each.lines) for each in schedule.invoices
    ]


def test_a_packed_schedule_is_equal_to_the_plain_one_and_smaller() -> None:
    packed = schedule_of(a_long_contract())
    plain = spelled_plainly(packed)
    assert packed == plain
    assert plain == packed
    text = canonical_json(plain)
    assert "line_table" not in text
    assert Schedule.model_validate_json(text) == packed
    assert len(canonical_json(packed)) < len(text) / 5


def test_each_line_has_the_days_of_its_month_and_the_sums_are_its_invoices() -> None:
    """1,000.37 less 10% is 900.33 for the year: 75.03 a month, and three cents more."""
    schedule = schedule_of(a_long_contract())
    lines = [each.lines[0] for each in schedule.invoices]
    assert [str(each.service_start) for each in lines[:2]] == ["2027-01-01", "2027-02-01"]
    assert str(lines[1].service_end) == "2027-02-28"
    assert [str(each.amount) for each in lines[:12]].count("75.03") == 9
    assert sum(each.amount.minor for each in lines[:12]) == 90033
    for each in schedule.invoices:
        assert each.net.minor == sum(line.amount.minor for line in each.lines)
    (fee,) = [line for line in schedule.invoices[0].lines if line.kind == "one_time"]
    assert fee.service_start is None


def test_an_agreement_that_was_written_plainly_keeps_its_hash() -> None:
    terms = a_long_contract()
    agreement = Agreement(
        customer_id="c",
        sender_profile_id="s",
        terms=terms,
        schedule=spelled_plainly(schedule_of(terms)),
    )
    read = Agreement.model_validate_json(canonical_json(agreement))
    assert read.hash == agreement.hash
    assert read.hash != agreement.model_copy(update={"schedule": schedule_of(terms)}).hash


def test_a_change_goes_on_from_packed_invoices_as_from_plain_ones() -> None:
    terms = a_long_contract()
    packed = schedule_of(terms)
    from_packed = reschedule(packed.invoices[:7], terms)
    assert from_packed == packed
    assert canonical_json(from_packed) == canonical_json(packed)
    changed = with_changed_quantity(terms, 0, packed.invoices[9].issue_on, Decimal(5))
    issued: tuple[ScheduledInvoice, ...] = spelled_plainly(packed).invoices[:7]
    assert reschedule(issued, changed) == reschedule(packed.invoices[:7], changed)


def test_a_short_schedule_is_spelled_as_ever() -> None:
    schedule = schedule_of(a_contract(billing_frequency="monthly"))
    assert sum(len(each.lines) for each in schedule.invoices) < MOST_PLAIN
    assert "line_table" not in canonical_json(schedule)


def test_a_place_that_the_table_has_not_is_refused() -> None:
    written = json.loads(canonical_json(schedule_of(a_long_contract())))
    written["invoices"][3]["lines"][0] = 10**6
    with pytest.raises(ValidationError, match="not in the table"):
        Schedule.model_validate(written)
    with pytest.raises(ValidationError, match="no schedule"):
        Schedule.model_validate({**written, "invoices": [{"lines": "none"}]})
