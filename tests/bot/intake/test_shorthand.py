"""The quick line: what is understood, and that nothing is dropped."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts.contract import ContractForm
from bot.intake.shorthand.forms import filled_contract
from bot.intake.shorthand.line import Quick, read_quick
from bot.intake.shorthand.names import Named

CUSTOMERS = [
    Named("acme", "Acme Corporation"),
    Named("globex", "Globex GmbH"),
    Named("3m", "3M Company"),
]
ENTITIES = [
    Named("us", "Jupiter US Inc."),
    Named("uk", "Jupiter UK Ltd"),
    Named("eu", "Jupiter EU GmbH"),
]


def _read(text: str) -> Quick:
    return read_quick(text, CUSTOMERS, ENTITIES)


def _lines(quick: Quick) -> list[str]:
    return [
        f"{each.kind}: {each.quantity} x {each.amount} {each.description}" for each in quick.lines
    ]


def test_the_seed_deal_is_understood_word_for_word() -> None:
    quick = _read(
        "Acme Corp 1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45 from Jupiter US"
    )
    assert (quick.customer_id, quick.entity_id, quick.is_contract) == ("acme", "us", True)
    assert quick.fields == {
        "term_months": "3 years",
        "escalators": "5% y2",
        "billing_frequency": "annual",
        "net_terms": "45",
    }
    assert _lines(quick) == [
        "subscription: 1 x 1,200,000 Subscription",
        "one_time: 1 x 50,000 Onboarding",
        "usage_credit: 1 x 25,000 Usage credit",
    ]
    assert quick.not_understood == ()


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("3 years", {"term_months": "3 years"}),
        ("36 months", {"term_months": "36 months"}),
        ("three-year", {"term_months": "3 years"}),
        ("quarterly in arrears", {"billing_frequency": "quarterly", "billing_timing": "arrears"}),
        ("prepaid annually", {"billing_frequency": "annual", "billing_timing": "advance"}),
        ("annual, prepaid", {"billing_frequency": "annual", "billing_timing": "advance"}),
        ("semi-annually", {"billing_frequency": "semiannual"}),
        ("upfront", {"billing_frequency": "upfront"}),
        ("billed monthly", {"billing_frequency": "monthly"}),
        ("PO 4500017342", {"po_number": "4500017342"}),
        ("PO number: AB-17/2", {"po_number": "AB-17/2"}),
        ("Net-45", {"net_terms": "45"}),
        ("due on receipt", {"net_terms": "0"}),
        ("30 EOM", {"net_terms": "30 days after month end"}),
        ("net 30 days EOM", {"net_terms": "30 days after month end"}),
        ("45 days end of month", {"net_terms": "45 days, then month end"}),
        ("10th of next month", {"net_terms": "10th of next month"}),
        ("15th prox", {"net_terms": "15th of next month"}),
        ("2/10, 30 EOM", {"net_terms": "30 days after month end", "early_payment": "2/10"}),
        ("due 31 March 2027", {"net_terms": "Due 2027-03-31"}),
        ("starting 2027-01-01", {"start": "2027-01-01"}),
        ("from 1 January 2027", {"start": "2027-01-01"}),
        ("start Feb 29, 2028", {"start": "2028-02-29"}),
        ("+5% y2", {"escalators": "5% y2"}),
        ("5% year 2 escalator", {"escalators": "5% y2"}),
        ("5% uplift in year 2, 3.5% y3", {"escalators": "5% y2, 3.5% y3"}),
        ("year 2 escalator of 5%", {"escalators": "5% y2"}),
        ("5% y2-5", {"escalators": "5% y2-5"}),
        ("5% every year", {"escalators": "5% every year"}),
        ("10% discount y1", {"discount_percent": "10", "discount_years": "1"}),
        ("tax 19%", {"tax_rate": "19"}),
        ("8.875% tax", {"tax_rate": "8.875"}),
    ],
)
def test_a_phrase_means(words: str, fields: dict[str, str]) -> None:
    quick = _read(f"Acme {words}")
    assert quick.fields == fields
    assert quick.not_understood == ()


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("50k onboarding", ["one_time: 1 x 50,000 Onboarding"]),
        ("onboarding: $50,000.00", ["one_time: 1 x 50,000.00 Onboarding"]),
        (
            "onboarding 50k training 20k",
            ["one_time: 1 x 50,000 Onboarding", "one_time: 1 x 20,000 Training"],
        ),
        (
            "50k onboarding 20k training",
            ["one_time: 1 x 50,000 Onboarding", "one_time: 1 x 20,000 Training"],
        ),
        ("250 x 480 seats", ["one_time: 250 x 480 Seats"]),
        (
            "3y 1.2M/yr 250 x 480 analytics onboarding 50k",
            [
                "subscription: 1 x 1,200,000 Subscription",
                "subscription: 250 x 480 Analytics",
                "one_time: 1 x 50,000 Onboarding",
            ],
        ),
        ("100k per month", ["subscription: 1 x 1,200,000 Subscription"]),
        ("platform €1,5M a year", ["subscription: 1 x 1,500,000 Platform"]),
        (
            "ramp 500k, 1M, 1.5M",
            ["subscription: 1 x 500,000 / 1,000,000 / 1,500,000 Subscription"],
        ),
        ("25k usage credit", ["usage_credit: 1 x 25,000 Usage credit"]),
        ("credit of 25k", ["usage_credit: 1 x 25,000 Usage credit"]),
    ],
)
def test_an_amount_is_named_by_the_words_beside_it(words: str, lines: list[str]) -> None:
    quick = _read(f"Acme {words}")
    assert _lines(quick) == lines
    assert quick.not_understood == ()


@pytest.mark.parametrize(
    ("words", "currency"),
    [("$50k", "$"), ("€50k", "EUR"), ("50k £", "GBP"), ("USD 50k", "USD"), ("1.5M KWD", "KWD")],
)
def test_a_currency_is_a_sign_or_a_code(words: str, currency: str) -> None:
    assert _read(f"Acme {words}").currency == currency


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("50k onboarding net 30 net 45", ("net", "45")),
        ("€50k onboarding credit $25k", ("credit", "$25k")),
        ("50k onboarding from Jupiter", ("from", "Jupiter")),
        ("50k onboarding starting 2027-02-30", ("starting", "2027-02-30")),
        ("net 30 pretty please", ("pretty", "please")),
        ("net 30 5%", ("5%",)),
        ("net 999", ("net", "999")),
    ],
)
def test_what_is_not_understood_is_named(words: str, named: tuple[str, ...]) -> None:
    assert _read(f"Acme {words}").not_understood == named


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("Acme 50k", "acme"),
        ("acme corporation 50k", "acme"),
        ("3M Company 50k", "3m"),
        ("50k onboarding for Globex", "globex"),
        ("Hello, we signed Globex: 50k", "globex"),
    ],
)
def test_a_customer_is_found_by_how_their_name_begins(text: str, customer: str) -> None:
    assert _read(text).customer_id == customer


def test_a_customer_who_is_not_known_is_what_was_typed_first() -> None:
    quick = _read("Initrode Ltd onboarding 50k")
    assert (quick.customer_id, quick.customer_typed) == ("", "Initrode Ltd")
    assert _lines(quick) == ["one_time: 1 x 50,000 Onboarding"]


def test_of_several_customers_one_is_taken_and_it_is_said_that_there_are_others() -> None:
    quick = read_quick("Acme 50k", [*CUSTOMERS, Named("gmbh", "Acme GmbH")])
    assert quick.remarks == ("I took Acme GmbH; there is also Acme Corporation.",)


def test_an_invoice_has_nothing_of_a_contract() -> None:
    assert not _read("Acme 50k onboarding credit 5k net 30 PO 45 tax 19% 2027-01-01").is_contract


def test_nothing_understood_is_empty() -> None:
    assert _read("xyz").is_empty
    assert _read("").is_empty


vocabulary = st.sampled_from(
    [
        *("Acme", "Corp", "1.2M/yr", "3y", "5%", "y2", "annual", "onboarding", "50k", "credit"),
        *("25k", "net", "45", "from", "Jupiter", "US", "€", "$480", "x", "250", "PO", "4500,"),
        *("40/40/20", "40%", "on", "signing,", "acceptance", "rest", "CPI", "304.1", "cap", "off"),
        *("total", "late", "fee", "of"),
        *("starting", "2027-01-01", "ramp", "evenly", "tax", "19%", "and", "&", "—", ",", "USD"),
        *(
            "in",
            "arrears",
            "prepaid",
            "year",
            "2",
            "/",
            "month",
            "per",
            "discount",
            "\n",
            "expires",
        ),
    ]
)
lines = st.one_of(
    st.text(max_size=80),
    st.lists(vocabulary, max_size=25).map(" ".join),
    st.lists(st.one_of(vocabulary, st.text(max_size=8)), max_size=15).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_every_word_is_either_used_or_named_and_it_never_raises(text: str) -> None:
    quick = _read(text)
    assert Counter((*quick.used, *quick.not_understood)) == Counter(text.split())


strange = st.text(alphabet="qwzj", min_size=4, max_size=9)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(vocabulary, strange), max_size=20))
def test_a_strange_word_is_shown_somewhere(words: list[str]) -> None:
    quick = _read(" ".join(words))
    shown = " ".join(
        [
            quick.customer_typed,
            *(each.description for each in quick.lines),
            *quick.not_understood,
        ]
    ).casefold()
    assert all(word in shown for word in words if set(word) <= set("qwzj"))


def test_a_word_of_any_length_is_read_in_no_time() -> None:
    long: Any = "9" * 40_000
    assert _read(f"Acme {long} 50k").not_understood == (long,) or _read(f"Acme {long} 50k").lines


def test_an_early_payment_discount_stands_before_the_net_terms() -> None:
    quick = _read("Acme 50k 2/10 net 30")
    assert (quick.fields["early_payment"], quick.fields["net_terms"]) == ("2/10", "30")
    assert quick.not_understood == ()


@pytest.mark.parametrize(
    ("words", "head", "lines", "not_understood"),
    [
        ("platform 100k po 4711, onboarding 50k po 4712", "", ["4711", "4712"], ()),
        ("po 4700, platform 100k, onboarding 50k po 4712", "4700", ["", "4712"], ()),
        ("platform 100k po 4711, onboarding 50k po 4711", "4711", ["", ""], ()),
        ("platform 100k po 4711, onboarding 50k", "4711", ["", ""], ()),
        ("platform 100k po 4711 po 4712", "4711", [""], ("po", "4712")),
        ("3y 1.2M/yr po 4711, onboarding 50k po 4712", "4711", ["", ""], ("po", "4712")),
    ],
)
def test_of_several_po_numbers_one_beside_an_amount_is_that_lines(
    words: str, head: str, lines: list[str], not_understood: tuple[str, ...]
) -> None:
    quick = _read(f"Acme {words}")
    assert quick.fields.get("po_number", "") == head
    assert [each.po_number for each in quick.lines] == lines
    assert quick.not_understood == not_understood


def test_references_that_the_customer_files_by_are_taken_where_they_are_named() -> None:
    quick = read_quick("Acme onboarding 50k po 4711 project P-77, gl code 6400 dept #12A")
    said = {name: value for name, value in quick.fields.items() if name.startswith("reference.")}
    assert said == {
        "reference.project": "P-77",
        "reference.gl_code": "6400",
        "reference.department": "12A",
    }
    assert [each.amount for each in quick.lines] == ["50,000"]


def test_a_project_with_a_price_is_no_reference() -> None:
    quick = read_quick("migration project 50k")
    assert not any(name.startswith("reference.") for name in quick.fields)
    assert [each.amount for each in quick.lines] == ["50,000"]


def test_a_contract_has_references_of_its_own() -> None:
    quick = read_quick("1.2M/yr 3y project P-7")
    assert (quick.is_contract, quick.remarks) == (True, ())
    assert filled_contract(quick, ContractForm(), None, None).references == "Project: P-7"
