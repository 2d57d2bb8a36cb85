"""The builder's modal: whatever has been typed, Slack accepts it and it shows as typed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts.invoice import MOST_LINES, InvoiceForm, LineForm
from bot.intake.invoice import form_of
from bot.slack.views.invoice.modal import builder
from jupiter_core.ports import SavedForm
from tests.factories import DEAL_CHANNEL, NOW, SAM, a_draft, a_sender_profile
from tests.harness.drawn_views import expect_modal, texts_in

SAVED = SavedForm(id="01JFORM", owner=SAM.id, channel=DEAL_CHANNEL, values={}, updated_at=NOW)
HOSTILE = "<!channel> <https://evil|Pay here> *_~` &amp;"

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", HOSTILE, "\u202e", "x" * 10_000, "1,200.00", "-5", "19", "0.0000001", "9" * 30]
    ),
)
one_line = st.builds(
    LineForm, key=st.just(""), description=texts, quantity=texts, unit_price=texts, tax_rate=texts
)
keyed_lines = st.lists(one_line, max_size=MOST_LINES).map(
    lambda lines: tuple(
        line.model_copy(update={"key": f"l{n}"}) for n, line in enumerate(lines, start=1)
    )
)
forms = st.builds(
    InvoiceForm,
    customer_id=st.sampled_from(["", "customer-acme"]),
    customer_name=texts,
    sender_profile_id=texts,
    deal_channel=st.sampled_from(["", DEAL_CHANNEL]),
    currency=st.sampled_from(["", "USD", "THB", "JPY", "nonsense"]),
    net_terms=st.sampled_from(["", "30", "other", "31"]),
    net_terms_days=texts,
    issue_date=st.sampled_from(["", "2026-11-22"]),
    po_number=texts,
    memo=texts,
    lines=keyed_lines,
    invoice_id=st.sampled_from(["", "01JACME"]),
)


@settings(deadline=None, max_examples=60)
@given(form=forms, profiles=st.integers(0, 130), warning=texts, name=texts)
def test_any_form_is_a_modal_that_slack_accepts(
    form: InvoiceForm, profiles: int, warning: str, name: str
) -> None:
    entities = [a_sender_profile(id=f"p{n}", legal_name=name or "x") for n in range(profiles)]
    unfinished = [(f"form-{n}", name) for n in range(5)]
    expect_modal(builder(SAVED, form, entities, unfinished=unfinished, warning=warning))


def _deal() -> InvoiceForm:
    return form_of(a_draft())


def test_the_totals_of_the_deal_are_shown() -> None:
    view = builder(SAVED, _deal(), [a_sender_profile()])
    expect_modal(view)
    assert "USD 1,345,000.00" in texts_in(view)
    assert "Analytics seats\n250 × 480.00 = USD 120,000.00" in texts_in(view)


def test_what_is_typed_is_shown_as_typed() -> None:
    line = LineForm(key="l1", description=HOSTILE, unit_price="5")
    view = builder(SAVED, InvoiceForm(currency="USD", lines=(line,)), [])
    assert f"{HOSTILE}\n1 × 5.00 = USD 5.00" in texts_in(view)
    assert "mrkdwn" not in str(view)


def test_a_workspace_without_a_legal_entity_is_told_who_can_add_one() -> None:
    view = builder(SAVED, InvoiceForm(), [])
    expect_modal(view)
    assert any("/invoice setup" in text for text in texts_in(view))


def test_the_currency_of_an_entity_is_offered_though_it_is_a_rare_one() -> None:
    view = builder(SAVED, InvoiceForm(currency="THB"), [a_sender_profile()])
    (element,) = (
        each["element"]
        for each in view["blocks"]
        if each.get("block_id", "").startswith("currency.")
    )
    assert element["initial_option"]["value"] == "THB"


def test_a_line_that_means_nothing_yet_says_so_and_counts_for_nothing() -> None:
    form = _deal()
    broken = form.with_line(form.lines[0].model_copy(update={"quantity": "many"}))
    texts = texts_in(builder(SAVED, broken, [a_sender_profile()]))
    assert any("Incomplete. Edit it to see what's missing." in text for text in texts)
    assert "USD 145,000.00" in texts


def test_a_lines_words_say_its_tax() -> None:
    line = LineForm(key="l1", description="Seats", unit_price="5")
    for tax, said in (
        ({}, "USD 5.00"),
        ({"tax_rate": "19"}, "USD 5.00  ·  tax 19%"),
        ({"tax_category": "AE"}, "USD 5.00  ·  reverse charge"),
        ({"tax_category": "O"}, "USD 5.00  ·  not taxed"),
    ):
        form = InvoiceForm(currency="USD", lines=(line.model_copy(update=tax),))
        assert f"Seats\n1 × 5.00 = {said}" in texts_in(builder(SAVED, form, []))


def test_a_total_below_zero_is_warned_of_while_it_is_typed() -> None:
    line = LineForm(key="l1", description="Credit", unit_price="-5")
    view = builder(SAVED, InvoiceForm(currency="USD", lines=(line,)), [])
    assert any("cannot be below zero" in text for text in texts_in(view))


def test_no_line_can_be_added_beyond_the_most() -> None:
    lines = tuple(LineForm(key=f"l{n}") for n in range(MOST_LINES))
    view = builder(SAVED, InvoiceForm(lines=lines), [a_sender_profile()])
    assert not any(each.get("block_id") == "add_line" for each in view["blocks"])


def test_the_channel_is_asked_for_a_new_invoice_only() -> None:
    def asked(form: InvoiceForm) -> bool:
        blocks = builder(SAVED, form, [])["blocks"]
        return any(each.get("block_id", "").startswith("deal_channel.") for each in blocks)

    assert asked(InvoiceForm())
    assert not asked(_deal())
