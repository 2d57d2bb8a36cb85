"""The builder's form: what is typed is kept, line by line."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.drafts.kinds import form_in
from bot.slack.views.invoice.modal import builder
from jupiter_core.ports import SavedForm
from tests.factories import DEAL_CHANNEL, NOW, SAM, a_sender_profile

SAVED = SavedForm(id="01JFORM", owner=SAM.id, channel=DEAL_CHANNEL, values={}, updated_at=NOW)


def _values(form: InvoiceForm, **typed: str | None) -> Any:
    """The state that Slack would send for the form's own modal."""
    blocks = builder(SAVED, form, [a_sender_profile()])["blocks"]
    ids = {
        each["block_id"].partition(".")[0]: each["block_id"] for each in blocks if "element" in each
    }
    return {ids[name]: {"action": {"value": text}} for name, text in typed.items()}


def _with_lines(*keys: str) -> InvoiceForm:
    form = InvoiceForm()
    for key in keys:
        form = form.with_line(form.new_line().model_copy(update={"description": key}))
    return form


def _order(form: InvoiceForm) -> str:
    return "".join(line.description for line in form.lines)


def test_what_the_fields_hold_is_taken_and_what_is_not_shown_stays() -> None:
    form = InvoiceForm(currency="USD", memo="old", net_terms_days="90")
    typed = form.with_typed(_values(form, memo="new", po_number=" 4500 "), SAVED.id)
    assert (typed.memo, typed.po_number) == ("new", " 4500 ")
    assert (typed.currency, typed.net_terms_days) == ("USD", "90")


def test_a_field_that_was_emptied_is_empty() -> None:
    form = InvoiceForm(memo="old")
    assert form.with_typed(_values(form, memo=None), SAVED.id).memo == ""


def test_a_field_that_the_app_changed_gets_a_new_block_so_that_slack_forgets_the_old_one() -> None:
    form = InvoiceForm(currency="USD")
    changed = form.stamped("currency", currency="EUR")
    assert changed.currency == "EUR"
    (old,), (new,) = _values(form, currency="x"), _values(changed, currency="x")
    assert old != new
    assert _values(form, memo="x").keys() == _values(changed, memo="x").keys()


def test_what_was_typed_before_the_app_changed_a_field_does_not_undo_the_change() -> None:
    form = InvoiceForm(currency="USD", memo="old")
    late = _values(form, currency="USD", memo="new")
    changed = form.stamped("currency", currency="EUR").with_typed(late, SAVED.id)
    assert (changed.currency, changed.memo) == ("EUR", "new")


def test_a_form_is_worth_keeping_once_something_is_in_it() -> None:
    assert InvoiceForm(currency="USD", issue_date="2026-11-22").pristine
    for worth in ({"memo": "x"}, {"po_number": "x"}, {"customer_id": "x"}):
        assert not InvoiceForm(**worth).pristine
    assert not _with_lines("a").pristine


def test_lines_are_added_replaced_moved_and_removed() -> None:
    form = _with_lines("a", "b", "c")
    first, second, third = (line.key for line in form.lines)
    assert _order(form.with_line(LineForm(key=second, description="B"))) == "aBc"
    assert _order(form.with_line_moved_up(third)) == "acb"
    assert _order(form.with_line_moved_up(first)) == "abc"
    assert _order(form.without_line(first)) == "bc"
    assert _order(form.without_line("nobody")) == "abc"


def test_a_new_line_has_the_tax_of_the_last_one() -> None:
    form = InvoiceForm().with_line(LineForm(key="l1", tax_rate="19"))
    assert form.new_line().tax_rate == "19"
    assert InvoiceForm().new_line().tax_rate == "0"
    export = InvoiceForm().with_line(LineForm(key="l1", tax_category="G"))
    assert export.new_line().tax_category == "G"


actions = st.lists(st.tuples(st.sampled_from(["add", "remove", "up", "again"]), st.integers(0, 9)))


@given(actions)
def test_no_two_lines_ever_share_a_key(actions: list[tuple[str, int]]) -> None:
    form = InvoiceForm()
    for action, n in actions:
        key = f"l{n}"
        if action == "add":
            form = form.with_line(form.new_line())
        elif action == "again" and n < form.next_key:
            form = form.with_line(LineForm(key=key))
        elif action == "remove":
            form = form.without_line(key)
        else:
            form = form.with_line_moved_up(key)
        keys = [line.key for line in form.lines]
        assert len(keys) == len(set(keys))
        assert form.new_line().key not in keys


def test_a_form_is_read_as_it_was_kept() -> None:
    form = _with_lines("a").stamped("currency", currency="EUR")
    assert InvoiceForm.model_validate(form.model_dump(mode="json")) == form


def test_a_draft_kept_before_the_fields_had_their_names_is_still_read() -> None:
    today = ContractForm(
        currency="USD",
        term_months="3 years",
        billing_frequency="monthly",
        billing_timing="arrears",
        stamps={"term_months": 2},
        lines=(
            ContractLineForm(
                key="l1", kind="subscription", annual_price="1.2M", discount_percent="5"
            ),
        ),
    )
    old = {"term_months": "term", "billing_frequency": "frequency", "billing_timing": "timing"}
    old |= {"annual_price": "price", "discount_percent": "discount"}
    text = today.model_dump_json()
    for name, before in old.items():
        text = text.replace(f'"{name}"', f'"{before}"')
    assert ContractForm.model_validate_json(text) == today
    assert form_in(SAVED.model_copy(update={"values": json.loads(text)})) == today
