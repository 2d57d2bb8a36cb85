"""What the builder's form means: the terms, or every mistake at its field."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.invoice import form_of, line_item_of, preview_of, terms_of
from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_terms import due_rule_of
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.totals import LineItem, TaxCategory
from tests.factories import a_content, a_draft

GOOD = LineForm(key="l1", description="Seats", quantity="250", unit_price="$480", tax_rate="19%")
FULL = InvoiceForm(
    customer_id="customer-acme",
    sender_profile_id="sender-us",
    deal_channel="C0ACME",
    currency="USD",
    issue_date="2026-11-22",
    lines=(GOOD,),
)


def _paths(form: InvoiceForm) -> list[str | None]:
    with pytest.raises(ValidationErrors) as mistakes:
        terms_of(form)
    return [each.path for each in mistakes.value.refusals]


def _line_paths(currency: str = "USD", **typed: str) -> list[str | None]:
    with pytest.raises(ValidationErrors) as mistakes:
        line_item_of(GOOD.model_copy(update=typed), currency)
    return [each.path for each in mistakes.value.refusals]


def test_a_form_means_its_terms() -> None:
    terms = terms_of(FULL.model_copy(update={"memo": " Thanks \r\n", "po_number": " 45 "}))
    assert (terms.net_terms, terms.issue_date) == (30, date(2026, 11, 22))
    assert (terms.memo, terms.po_number) == ("Thanks", "45")
    (line,) = terms.lines
    assert (line.quantity, line.unit_price, line.tax_rate) == (
        Decimal(250),
        Money.of("480", "USD"),
        Decimal(19),
    )


def test_all_mistakes_are_told_at_once_each_at_its_field() -> None:
    form = InvoiceForm(
        net_terms="other",
        net_terms_days="soon",
        issue_date="tomorrow",
        po_number="45\u202e00",
        memo="x" * 10_000,
    )
    assert _paths(form) == [
        "currency",
        "net_terms_days",
        "issue_date",
        "po_number",
        "memo",
        "customer_id",
        "sender_profile_id",
    ]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({"currency": "XXX"}, "currency"),
        ({"net_terms": ""}, "net_terms"),
        ({"net_terms": "other"}, "net_terms_days"),
        ({"net_terms": "other", "net_terms_days": "1.5"}, "net_terms_days"),
        ({"net_terms": "other", "net_terms_days": "366"}, "net_terms_days"),
        ({"net_terms": "other", "net_terms_days": "-1"}, "net_terms_days"),
        ({"issue_date": ""}, "issue_date"),
        ({"issue_date": "9999-12-31"}, "issue_date"),
        ({"issue_date": "2026-02-30"}, "issue_date"),
        ({"lines": (GOOD.model_copy(update={"quantity": "many"}),)}, "lines"),
    ],
)
def test_one_mistake_is_told_at_its_field_alone(typed: dict[str, object], path: str) -> None:
    assert _paths(FULL.model_copy(update=typed)) == [path]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({"description": " "}, "description"),
        ({"description": "x" * 1001}, "description"),
        ({"description": "\x00"}, "description"),
        ({"quantity": "a few"}, "quantity"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "-1"}, "quantity"),
        ({"quantity": "0.0000001"}, "quantity"),
        ({"unit_price": ""}, "unit_price"),
        ({"unit_price": "1.005"}, "unit_price"),
        ({"unit_price": "9999999999999"}, "unit_price"),
        ({"tax_rate": "101"}, "tax_rate"),
        ({"tax_rate": "lots"}, "tax_rate"),
        ({"tax_category": "AE"}, "tax_category"),
        ({"tax_category": "O", "tax_rate": "0.0001"}, "tax_category"),
        ({"tax_category": "VAT"}, "tax_category"),
    ],
)
def test_a_mistake_in_a_line_is_told_at_its_part(typed: dict[str, str], path: str) -> None:
    assert _line_paths(**typed) == [path]


@pytest.mark.parametrize("category", ["AE", "K", "G", "E", "O"])
def test_a_tax_category_goes_with_a_rate_of_zero(category: str) -> None:
    line = GOOD.model_copy(update={"tax_category": category, "tax_rate": "0"})
    assert line_item_of(line, "USD").tax_category is TaxCategory(category)


@pytest.mark.parametrize("rate", ["0", "19"])
def test_where_a_rate_is_charged_the_category_is_derived(rate: str) -> None:
    assert line_item_of(GOOD.model_copy(update={"tax_rate": rate}), "USD").tax_category is None


@pytest.mark.parametrize(
    ("origin", "typed", "meant"),
    [
        (TaxCategory.ZERO, {}, TaxCategory.ZERO),
        (TaxCategory.ZERO, {"tax_rate": "7"}, None),
        (TaxCategory.ZERO, {"tax_category": "E"}, TaxCategory.EXEMPT),
        (TaxCategory.EXPORT, {}, TaxCategory.EXPORT),
        (TaxCategory.EXPORT, {"tax_category": "charged", "tax_rate": "7"}, None),
    ],
)
def test_the_tax_of_an_edited_line_is_what_it_was_until_it_is_changed(
    origin: TaxCategory, typed: dict[str, str], meant: TaxCategory | None
) -> None:
    item = LineItem(
        description="Seats",
        quantity=Decimal(1),
        unit_price=Money.of("480", "USD"),
        tax_category=origin,
    )
    (line,) = form_of(a_draft(content=a_content(lines=(item,)))).lines
    assert line_item_of(line.model_copy(update=typed), "USD").tax_category is meant


def test_a_quantity_that_is_not_said_is_one() -> None:
    assert line_item_of(GOOD.model_copy(update={"quantity": " "}), "USD").quantity == 1


def test_all_mistakes_of_a_line_are_told_at_once() -> None:
    paths = _line_paths(description="", quantity="x", unit_price="y", tax_rate="z")
    assert paths == ["description", "quantity", "unit_price", "tax_rate"]


def test_an_incomplete_line_is_named_by_its_place() -> None:
    form = FULL.model_copy(update={"lines": (GOOD, GOOD.model_copy(update={"unit_price": ""}))})
    with pytest.raises(ValidationErrors) as mistakes:
        terms_of(form)
    assert "Line 2" in mistakes.value.sentence


anything = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["USD", "JPY", "30", "other", "2026-11-22", "19", "1,234.50", "x" * 3000]),
)
any_form = st.builds(
    InvoiceForm,
    **dict.fromkeys(
        ("customer_id", "sender_profile_id", "currency", "net_terms", "net_terms_days"), anything
    ),
    **dict.fromkeys(("issue_date", "po_number", "memo"), anything),
    lines=st.lists(
        st.builds(
            LineForm,
            tax_category=st.sampled_from(["charged", "AE", "K", "G", "E", "O", "S", ""]),
            **dict.fromkeys(("key", "description", "quantity", "unit_price", "tax_rate"), anything),
        ),
        max_size=4,
    ).map(tuple),
)


@settings(deadline=None)
@given(any_form)
def test_any_form_means_terms_or_mistakes_with_a_place_and_a_sentence(form: InvoiceForm) -> None:
    items, _ = preview_of(form)
    assert len(items) == len(form.lines)
    try:
        terms_of(form)
    except ValidationErrors as mistakes:
        assert all(each.path and each.sentence for each in mistakes.refusals)


items = st.builds(
    LineItem,
    description=st.sampled_from(["Seats", "<!channel> *_~`", "مرحبا", "=1+1"]),
    quantity=st.decimals("0.000001", 10**6, places=6),
    unit_price=st.builds(Money, minor=st.integers(-(10**9), 10**9), currency=st.just("JPY")),
    tax_rate=st.decimals(0, 100, places=4),
)
contents = st.builds(
    lambda lines, days, day, text: a_content(
        currency="JPY",
        lines=tuple(lines),
        net_terms=days,
        issue_date=day,
        memo=text,
        po_number=text,
    ),
    lines=st.lists(items, max_size=6),
    days=st.integers(0, 365),
    day=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    text=st.sampled_from(["", "1,200.00", "<!channel>"]),
)


@settings(deadline=None)
@given(contents)
def test_an_invoice_that_is_edited_and_not_changed_means_the_same_terms(content: Content) -> None:
    invoice = a_draft().model_copy(update={"content": content})
    form = form_of(invoice)
    terms = terms_of(InvoiceForm.model_validate(form.model_dump(mode="json")))
    for part in ("currency", "net_terms", "issue_date", "po_number", "memo", "lines"):
        assert getattr(terms, part) == getattr(content, part)
    assert (terms.customer_id, terms.sender_profile_id) == ("customer-acme", "sender-us")
    assert (form.invoice_id, form.seen) == (invoice.id, invoice.sequence)


def test_the_preview_counts_the_lines_that_mean_something() -> None:
    form = FULL.model_copy(update={"lines": (GOOD, LineForm(key="l2"))})
    found, totals = preview_of(form)
    assert found[1] is None
    assert totals is not None
    assert str(totals.total) == "142800.00"


def test_a_preview_beyond_the_largest_amount_shows_no_totals() -> None:
    huge = GOOD.model_copy(update={"quantity": "1", "unit_price": "9999999999999"})
    try:
        line_item_of(huge, "USD")
    except Refusal:
        pytest.fail("one such line is an amount")
    assert preview_of(FULL.model_copy(update={"lines": (huge, huge)}))[1] is None


def test_terms_in_words_are_typed_where_days_are_and_come_back_as_words() -> None:
    form = FULL.model_copy(update={"net_terms": "other", "net_terms_days": "45 days end of month"})
    terms = terms_of(form)
    assert (terms.net_terms, terms.due_rule) == (45, due_rule_of("45 days end of month"))
    content = a_content(net_terms=45, due_rule=terms.due_rule)
    again = form_of(a_draft(content=content))
    assert (again.net_terms, again.net_terms_days) == ("other", "45 days, then month end")
