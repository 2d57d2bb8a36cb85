"""Which invoices a payment is for; all sums reckoned by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.match_proposal import Certainty, Proposal
from jupiter_core.domain.matching import proposals
from jupiter_core.domain.money import Money
from jupiter_core.domain.open_item import OpenItem, keys_in, keys_of, name_key
from jupiter_core.domain.open_items import OpenItems
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.statement import StatementEntry, identities
from jupiter_core.domain.sums import subsets_with_sum

ON = date(2026, 11, 27)


def an_item(
    number: str,
    due: str,
    *,
    customer: str = "Acme Corporation",
    po: str = "",
    currency: str = "USD",
    due_on: date = ON,
    discounted: str = "",
    reference: str = "",
) -> OpenItem:
    return OpenItem(
        invoice_id=f"id-{number}",
        number=number,
        po_number=po,
        reference=reference,
        customer_id=f"c-{customer}",
        customer=customer,
        profile_id="us",
        due=Money.of(due, currency),
        issued_on=date(2026, 11, 1),
        due_on=due_on,
        discounted=Money.of(discounted, currency) if discounted else None,
        discount_until=ON if discounted else None,
    )


def an_entry(amount: str, text: str = "", *, payer: str = "", account: str = "", fee: str = "",
             currency: str = "USD", reversal: bool = False) -> StatementEntry:  # fmt: skip
    return StatementEntry(
        booked_on=ON,
        amount=Money.of(amount, currency),
        counterparty=payer,
        counterparty_account=account,
        remittance=text,
        fee=Money.of(fee, currency) if fee else None,
        is_reversal=reversal,
    )


def found(entry: StatementEntry, *items: OpenItem, **seen: str) -> tuple[Proposal, ...]:
    before = {account: frozenset({customer}) for account, customer in seen.items()}
    return proposals(entry, OpenItems(items, before))


def shown(entry: StatementEntry, *items: OpenItem, **seen: str) -> list[str]:
    """`certain JUS-0001 100.00`, each proposal in a line."""
    return [
        f"{each.certainty} " + ", ".join(f"{part.number} {part.amount}" for part in each.parts)
        for each in found(entry, *items, **seen)
    ]


ONE = an_item("JUS-0001", "100.00")
TWO = an_item("JUS-0002", "250.00")
OTHER = an_item("JUS-0003", "100.00", customer="Beta LLC")


@pytest.mark.parametrize(
    "text",
    ["JUS-0001", "jus 1", "JUS0001", "inv.JUS-1/2026", "Rechnung JUS-00 01 danke", "RF18JUS0001"],
)
def test_a_number_that_is_named_with_its_amount_is_certain(text: str) -> None:
    assert shown(an_entry("100.00", text), ONE, TWO, OTHER)[0] == "certain JUS-0001 100.00"


@pytest.mark.parametrize("text", ["JUS-00011", "JUS-10", "XJUS 1", "1", "0001", "PO 2026-0001"])
def test_a_number_inside_another_one_is_not_named(text: str) -> None:
    assert all(each.startswith("possible") for each in shown(an_entry("100.00", text), ONE, TWO))


def test_several_that_are_named_are_certain_where_their_sum_came_in() -> None:
    assert shown(an_entry("350.00", "JUS-1, JUS-2"), ONE, TWO, OTHER) == [
        "certain JUS-0001 100.00, JUS-0002 250.00"
    ]


def test_of_several_customers_each_is_proposed_alone() -> None:
    answers = shown(an_entry("100.00", "JUS-1 JUS-3"), ONE, OTHER)

    assert answers == ["certain JUS-0001 100.00", "certain JUS-0003 100.00"]


def test_an_account_that_paid_for_another_customer_makes_doubtful() -> None:
    entry = an_entry("100.00", "JUS-1", account="DE1")

    (proposal,) = found(entry, ONE, DE1="c-Beta LLC")

    assert proposal.certainty is Certainty.LIKELY
    assert proposal.words == (
        "JUS-0001: the invoice number is in the text, the amount is what is due, "
        "the account paid for another customer before"
    )


def test_a_purchase_order_that_is_named_with_its_amount_is_certain() -> None:
    ordered = an_item("JUS-0007", "80.00", po="4500017342")

    assert shown(an_entry("80.00", "your order 4500017342"), ONE, ordered)[0] == (
        "certain JUS-0007 80.00"
    )


def test_a_year_is_no_purchase_order() -> None:
    ordered = an_item("JUS-0007", "80.00", po="2026")

    assert shown(an_entry("80.00", "Nov. 2026"), ordered) == ["possible JUS-0007 80.00"]


def test_a_fee_that_the_bank_states_is_certain_and_one_that_may_be_is_likely() -> None:
    (stated,) = found(an_entry("95.10", "JUS-1", fee="4.90"), ONE)
    (small,) = found(an_entry("98.00", "JUS-1"), ONE)
    (large,) = found(an_entry("97.99", "JUS-1"), ONE)

    assert (stated.certainty, stated.short) == (Certainty.CERTAIN, Money.of("4.90", "USD"))
    assert stated.short_for is SettlementKind.BANK_FEE
    assert (small.certainty, small.short) == (Certainty.LIKELY, Money.of("2.00", "USD"))
    assert (large.short, large.reasons[-1]) == (None, "it pays a part")


def test_an_early_payment_discount_is_known_until_its_day() -> None:
    early = an_item("JUS-0005", "1000.00", discounted="980.00")
    late = early.model_copy(update={"discount_until": date(2026, 11, 26)})

    (in_time,) = found(an_entry("980.00", "JUS-5"), early)
    (too_late,) = found(an_entry("980.00", "JUS-5"), late)

    assert in_time.short_for is SettlementKind.EARLY_PAYMENT_DISCOUNT
    assert in_time.certainty is Certainty.CERTAIN
    assert too_late.short_for is SettlementKind.BANK_FEE


def test_more_than_is_due_is_looked_for_among_the_customers_others() -> None:
    assert shown(an_entry("350.00", "JUS-1"), ONE, TWO, OTHER) == [
        "likely JUS-0001 100.00, JUS-0002 250.00",
        "likely JUS-0001 100.00",
    ]


def test_a_part_of_one_is_likely_and_of_several_goes_to_what_is_due_first() -> None:
    later = an_item("JUS-0009", "100.00", due_on=date(2026, 12, 24))

    assert shown(an_entry("40.00", "JUS-1"), ONE) == ["likely JUS-0001 40.00"]
    assert shown(an_entry("150.00", "JUS-9 JUS-1"), later, ONE) == [
        "possible JUS-0001 100.00, JUS-0009 50.00"
    ]


def test_a_wrong_reference_leaves_the_payers_name_and_the_amount() -> None:
    assert shown(an_entry("250.00", "JUS-999", payer="ACME CORP."), ONE, TWO, OTHER) == [
        "likely JUS-0002 250.00"
    ]


def test_an_account_that_was_seen_before_tells_the_customer() -> None:
    entry = an_entry("350.00", "thanks", payer="A Holding", account="DE1")

    assert shown(entry, ONE, TWO, OTHER, DE1="c-Acme Corporation") == [
        "likely JUS-0001 100.00, JUS-0002 250.00"
    ]


def test_two_ways_to_reach_a_sum_are_only_possible() -> None:
    more = (an_item("JUS-0011", "150.00"), an_item("JUS-0012", "200.00"))

    answers = shown(an_entry("350.00", payer="Acme"), ONE, TWO, *more)

    assert len(answers) == 2
    assert all(each.startswith("possible") for each in answers)


def test_the_amount_alone_is_possible_and_no_more() -> None:
    assert shown(an_entry("100.00"), ONE, OTHER) == [
        "possible JUS-0001 100.00",
        "possible JUS-0003 100.00",
    ]


def test_the_end_of_a_long_number_with_its_amount_is_likely() -> None:
    assert shown(an_entry("100.00", "invoice 4711"), an_item("JUS-2026-04711", "100.00")) == [
        "likely JUS-2026-04711 100.00"
    ]


@pytest.mark.parametrize(
    "entry",
    [
        an_entry("-100.00", "JUS-0001"),
        an_entry("100.00", "JUS-0001", reversal=True),
        an_entry("0.00", "JUS-0001"),
        an_entry("100.00", "JUS-0001", currency="EUR"),
    ],
)
def test_what_went_out_is_taken_back_or_in_another_currency_is_for_no_invoice(
    entry: StatementEntry,
) -> None:
    assert found(entry, ONE) == ()


def test_names_are_compared_without_their_legal_form() -> None:
    assert name_key("ACME CORP.") == name_key("Acme Corporation") == "acme"
    assert name_key("The Company") == "the company"


def test_a_sum_among_hundreds_is_given_up_in_time() -> None:
    many = [an_item(f"JUS-{n}", f"{n * 7 + 1}.00") for n in range(1, 400)]

    assert len(subsets_with_sum(many, 10_000_001)) <= 2


def test_two_equal_payments_on_a_day_are_two_and_the_same_in_another_file() -> None:
    one = an_entry("100.00", "JUS-1")
    first = identities("A", "USD", [one, one, an_entry("5.00")])
    again = identities("A", "USD", [an_entry("5.00"), one, one])

    assert len(set(first)) == 3
    assert set(first) == set(again)
    assert not set(first) & set(identities("B", "USD", [one]))


amounts = st.integers(min_value=1, max_value=2_000_00)
numbers = st.integers(min_value=1, max_value=40)


@given(
    dues=st.lists(amounts, min_size=1, max_size=12),
    amount=amounts,
    named=st.lists(numbers, max_size=5),
    payer=st.sampled_from(["", "Acme", "Beta", "Else"]),
)
def test_a_proposal_never_has_more_than_came_in_nor_more_than_is_due(
    dues: list[int], amount: int, named: list[int], payer: str
) -> None:
    items = [
        an_item(f"JUS-{n}", str(Money(minor=due, currency="USD")), customer="AB"[n % 2] + " Inc")
        for n, due in enumerate(dues, 1)
    ]
    text = " ".join(f"JUS-{n}" for n in named)
    entry = an_entry(str(Money(minor=amount, currency="USD")), text, payer=payer)
    due = {each.invoice_id: each.due for each in items}

    for each in found(entry, *items):
        assert each.parts
        assert 0 < each.total.minor <= amount
        assert len({part.invoice_id for part in each.parts}) == len(each.parts)
        for part in each.parts:
            assert 0 < part.amount.minor <= due[part.invoice_id].minor
        if each.certainty is Certainty.CERTAIN:
            assert each.total.minor == amount
            assert {int(part.number[4:]) for part in each.parts} <= set(named)


@given(text=st.text(max_size=200), number=st.integers(min_value=1, max_value=10**6))
def test_a_number_is_found_in_any_text_that_it_stands_in(text: str, number: int) -> None:
    spelled = f"JUS-{number:06}"

    assert keys_of(spelled) & keys_in(f"{text} / {spelled} / {text}")


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("RF77JUS000001", "RF77 JUS0 0000 1"),
        ("000000009797", "+++000/0000/09797+++"),
        ("000000000000000000000000014", "00 00000 00000 00000 00000 00014 Thank you"),
        ("0000017", "KID 0000017"),
        ("000012342", "12342 is too little, 000012342 is enough"),
        ("123456785", "NOTPROVIDED 123456785"),
    ],
)
def test_a_payment_that_bears_the_reference_is_certain(reference: str, text: str) -> None:
    one = an_item("JUS-000001", "100.00", reference=reference)
    other = an_item("JUS-000002", "100.00", customer="Initech", reference="RF50JUS000002")
    best = found(an_entry("100.00", text), one, other)[0]
    assert [part.invoice_id for part in best.parts] == ["id-JUS-000001"]
    assert best.certainty is Certainty.CERTAIN
    assert best.reasons == ("the payment reference is in the text", "the amount is what is due")


def test_zeros_that_a_bank_left_out_do_no_harm_where_enough_is_left() -> None:
    item = an_item("JUS-000001", "100.00", reference="000000012342017")
    assert found(an_entry("100.00", "12342017"), item)[0].certainty is Certainty.CERTAIN


def test_two_references_in_one_text_pay_both() -> None:
    one = an_item("JUS-000001", "100.00", reference="RF77JUS000001")
    other = an_item("JUS-000002", "50.00", reference="RF50JUS000002")
    best = found(an_entry("150.00", "RF77JUS000001, RF50JUS000002"), one, other)[0]
    assert len(best.parts) == 2
    assert best.reasons[0] == "the payment references are in the text"
