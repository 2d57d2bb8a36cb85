"""Several at once: what is chosen, what is confirmed, and what came of it, as Slack takes it."""

from datetime import date

from bot.slack.metadata import SubjectRef
from bot.slack.views.desk.home import desk_home
from bot.slack.views.desk.several import (
    MOST,
    LeftOut,
    Several,
    several_confirm,
    several_done,
    several_form,
    several_going,
)
from jupiter_core.domain.desk import DeskEntry, DeskKind, DeskSection
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import LARGEST_MINOR, Money
from tests.bot.slack.views.test_desk import HOSTILE, NOTHING, a_part, an_entry
from tests.factories import SAM, a_draft
from tests.harness.drawn_views import expect_home, expect_modal, texts_in

ULID = "01JACME00000000000000{:05}"


def waiting(count: int, **changes: object) -> list[DeskEntry]:
    return [an_entry(subject_id=ULID.format(n), name="", **changes) for n in range(count)]


def a_choice(count: int) -> Several:
    return Several(
        nonce="01JNONCE000000000000000000",
        chosen=tuple(SubjectRef(ULID.format(n), 99999) for n in range(count)),
    )


def test_a_line_says_whom_it_bills_how_much_when_and_who_drafted_it() -> None:
    view = several_form(waiting(1), "n", more=False)
    expect_modal(view)
    (box,) = view["blocks"][0]["element"]["options"]
    assert box["text"]["text"] == "Acme Corporation  ·  USD 1,345,000.00"
    assert box["description"]["text"] == f"Invoice  ·  due 6 Jan 2027  ·  by <@{SAM.id}>"
    assert box["value"] == f"{ULID.format(0)}:3"


def test_the_most_that_a_window_takes_fits_and_that_there_are_more_is_said() -> None:
    entries = waiting(
        MOST,
        customer=HOSTILE,
        total_minor=LARGEST_MINOR,
        due_date=date(2027, 12, 31),
        drafted_by="U0123456789AB",
        kind=DeskKind.CREDIT_NOTE,
    )
    view = several_form(entries, "n", more=True)
    expect_modal(view)
    assert f"These {MOST} wait longest; more come when they are decided." in texts_in(view)
    for block in view["blocks"][1:-1]:
        for box in block["element"]["options"]:
            assert "USD 10,000,000,000,000.00" in box["text"]["text"]
            assert "<@U0123456789AB>" in box["description"]["text"]


def test_a_key_that_drafted_it_is_no_mention() -> None:
    (box,) = several_form(waiting(1, drafted_by=ULID.format(7)), "n", more=False)["blocks"][0][
        "element"
    ]["options"]
    assert box["description"]["text"].endswith("by an API key")


def test_where_nothing_waits_nothing_can_be_sent() -> None:
    view = several_form([], "n", more=False)
    expect_modal(view)
    assert "submit" not in view


def test_the_confirmation_says_how_many_and_the_sum_of_each_currency() -> None:
    papers = [a_draft(), a_draft(), in_euros(a_draft())]
    view = several_confirm(a_choice(3), papers, [])
    expect_modal(view)
    assert "3 invoices: EUR 1,345,000.00, USD 2,690,000.00" in texts_in(view)
    assert view["submit"]["text"] == "Approve 3"


def in_euros(invoice: Invoice) -> Invoice:
    lines = tuple(
        each.model_copy(update={"unit_price": Money.of_minor(int(each.unit_price.exact), "EUR")})
        for each in invoice.content.lines
    )
    content = invoice.content.model_copy(update={"currency": "EUR", "lines": lines})
    return invoice.model_copy(update={"content": content})


def test_with_the_most_of_everything_the_confirmation_and_its_end_fit() -> None:
    left_out = [LeftOut(name=HOSTILE[:200], why=HOSTILE) for _ in range(MOST)]
    expect_modal(several_confirm(a_choice(MOST), [a_draft()] * MOST, left_out))
    expect_modal(several_done([HOSTILE[:120]] * MOST, left_out))
    expect_modal(several_going())


def test_where_none_is_left_nothing_can_be_confirmed() -> None:
    view = several_confirm(a_choice(0), [], [LeftOut(name="A", why="It changed.")])
    expect_modal(view)
    assert "submit" not in view
    assert "A: It changed." in texts_in(view)


def test_the_home_offers_it_where_more_than_one_paper_waits() -> None:
    contract = an_entry(kind=DeskKind.CONTRACT, name="Platform", due_date=None)
    for entries, offered in (
        (waiting(1), False),
        ([*waiting(1), contract], False),
        (waiting(2), True),
    ):
        part = a_part(DeskSection.TO_APPROVE, *entries)
        view = desk_home(NOTHING.model_copy(update={"parts": (part,)}))
        expect_home(view)
        assert ("Approve several" in texts_in(view)) is offered
