"""Proposing a change of a contract: choose, preview, propose."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.contract.contract import ContractState
from tests.factories import FIONA, SAM
from tests.harness.contract_deal import ContractDeal
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown


@pytest.fixture
def deal() -> Iterator[ContractDeal]:
    with a_rig() as rig:
        deal = ContractDeal(rig)
        rig.deliver()
        yield deal.agreed()


def _opened(deal: ContractDeal, kind: str) -> SlackBot:
    rig = deal.rig
    rig.press(SAM.id, "contract_change", rig.card())
    if kind != "end":
        rig.fill(SAM.id, "change_kind", kind)
        rig.eventually(lambda: kind in _chosen(rig))
    return rig


def _chosen(rig: SlackBot) -> str:
    fields = [each.get("block_id", "") for each in rig.modal(SAM.id)["blocks"]]
    if "rule" in fields:
        return "early_end"
    if "line" in fields:
        return "quantity" if "quantity" in fields else "price"
    return "product" if "description" in fields else "end"


def test_a_changed_price_is_previewed_with_its_difference_and_then_waits_for_approval(
    deal: ContractDeal,
) -> None:
    deal.live_until(2027, 1, 1, 12)
    rig = _opened(deal, "price")
    rig.fill(SAM.id, "price", "1,300,000.00")
    rig.submit(SAM.id)
    preview = shown(rig.modal(SAM.id))
    assert "USD 4,117,000.00 in 3 invoices" in preview
    assert "USD 4,197,000.00 in 3 invoices" in preview
    assert "USD +80,000.00" in preview
    assert "Year 2: USD 1,386,000.00 → USD 1,426,000.00 (USD +40,000.00)" in preview
    assert deal.contract.state is ContractState.ACTIVE
    assert rig.submit(SAM.id)["stack"] == []
    rig.deliver()
    assert "Active, change waiting for approval" in shown(rig.card())
    request = deal.with_button("contract_approve")
    assert "please approve a change of the contract" in shown(request)
    assert "1,300,000.00 from 1 Jan 2028" in shown(request)
    rig.press(FIONA.id, "contract_approve", request)
    rig.wait()
    deal.live_until(2028, 1, 1, 12)
    assert [str(each.total) for each in deal.invoices] == ["1345000.00", "1426000.00"]


def test_a_day_that_ends_no_contract_month_is_refused_with_the_nearest(deal: ContractDeal) -> None:
    rig = _opened(deal, "end")
    rig.fill(SAM.id, "last_day", "2028-12-15")
    refused = rig.submit(SAM.id)["errors"]["last_day"]
    assert "30 Nov 2028" in refused
    assert "31 Dec 2028" in refused


def test_a_new_end_leaves_out_what_would_have_come_after_it(deal: ContractDeal) -> None:
    rig = _opened(deal, "end")
    rig.fill(SAM.id, "last_day", "2028-12-31")
    rig.submit(SAM.id)
    assert "USD -1,386,000.00" in shown(rig.modal(SAM.id))
    rig.submit(SAM.id)
    assert deal.contract.shown.terms.term_months == 24


def test_nothing_changed_is_refused_before_the_preview(deal: ContractDeal) -> None:
    rig = _opened(deal, "end")
    assert "Nothing has changed." in rig.submit(SAM.id)["errors"]["last_day"]


def test_an_added_product_ends_with_the_contract(deal: ContractDeal) -> None:
    rig = _opened(deal, "product")
    rig.fill(SAM.id, "description", "Support")
    rig.fill(SAM.id, "price", "a lot")
    rig.fill(SAM.id, "from_date", "2028-07-01")
    assert "is not an amount" in rig.submit(SAM.id)["errors"]["price"]
    rig.fill(SAM.id, "price", "60000")
    rig.submit(SAM.id)
    assert "USD +90,000.00" in shown(rig.modal(SAM.id))
    rig.submit(SAM.id)
    added = deal.contract.shown.terms.subscription(4)
    assert (added.description, str(added.starts_on)) == ("Support", "2028-07-01")


def test_a_product_from_a_day_that_begins_no_month_is_refused_at_the_date(
    deal: ContractDeal,
) -> None:
    rig = _opened(deal, "product")
    rig.fill(SAM.id, "description", "Support")
    rig.fill(SAM.id, "price", "60000")
    rig.fill(SAM.id, "from_date", "2028-07-02")
    assert "1 Jul 2028" in rig.submit(SAM.id)["errors"]["from_date"]


def test_a_preview_of_what_changed_meanwhile_proposes_nothing(deal: ContractDeal) -> None:
    rig = _opened(deal, "end")
    rig.fill(SAM.id, "last_day", "2028-12-31")
    rig.submit(SAM.id)
    deal.add_po("4500017342")
    rig.submit(SAM.id)
    assert "has changed since you opened it" in shown(rig.modal(SAM.id))
    assert deal.contract.proposal is None


def test_a_change_proposed_twice_is_proposed_once(deal: ContractDeal) -> None:
    rig = _opened(deal, "end")
    rig.fill(SAM.id, "last_day", "2028-12-31")
    rig.submit(SAM.id)
    rig.submit(SAM.id)
    rig.redeliver("view_submission")
    assert deal.contract.sequence == 4


def _seats(deal: ContractDeal, quantity: str, credit_method: str = "") -> SlackBot:
    """Of the Analytics add-on, from 1 October 2027, as far as the preview."""
    rig = _opened(deal, "quantity")
    rig.fill(SAM.id, "line", "1")
    rig.fill(SAM.id, "quantity", quantity)
    rig.fill(SAM.id, "from_date", "2027-10-01")
    if credit_method:
        rig.fill(SAM.id, "credit_method", credit_method)
    rig.submit(SAM.id)
    return rig


def test_added_seats_show_their_invoice_with_the_arithmetic_to_proposer_and_approver(
    deal: ContractDeal,
) -> None:
    deal.live_until(2027, 9, 20, 12)
    rig = _seats(deal, "300")
    told = (
        "1 Oct 2027: new, USD 6,000.00 (Analytics add-on, 1 Oct 2027 – 31 Dec 2027, added: "
        "6,000.00 = 50 × 480.00, 3 of 12 months)"
    )
    preview = shown(rig.modal(SAM.id))
    assert told in preview
    assert "1 Jan 2028: USD 1,386,000.00 → USD 1,411,200.00" in preview
    rig.submit(SAM.id)
    rig.deliver()
    request = deal.with_button("contract_approve")
    assert told in shown(request)
    assert "300 units from 1 Oct 2027" in shown(request)
    rig.press(FIONA.id, "contract_approve", request)
    rig.wait()
    deal.live_until(2027, 10, 1, 12)
    assert [str(each.total) for each in deal.invoices] == ["1345000.00", "6000.00"]


def test_fewer_seats_as_a_credit_note_say_so_before_and_ask_for_its_approval_after(
    deal: ContractDeal,
) -> None:
    deal.live_until(2027, 9, 20, 12)
    rig = _seats(deal, "200", "credit_note")
    told = (
        "Credit note: USD 6,000.00, Analytics add-on, 1 Oct 2027 – 31 Dec 2027, credited "
        "(50 × 480.00, 3 of 12 months)"
    )
    assert told in shown(rig.modal(SAM.id))
    rig.submit(SAM.id)
    rig.deliver()
    request = deal.with_button("contract_approve")
    assert told in shown(request)
    rig.press(FIONA.id, "contract_approve", request)
    rig.wait()
    rig.deliver()
    card = shown(rig.channel()[-1])
    assert "Draft credit note · Acme Corporation" in card
    assert "Waiting for approval" in card
    assert "USD 6,000.00" in card
    assert rig.errors() == []


def test_an_early_end_with_a_fee_is_previewed_and_proposed(deal: ContractDeal) -> None:
    deal.live_until(2027, 9, 20, 12)
    rig = _opened(deal, "early_end")
    rig.fill(SAM.id, "last_day", "2029-12-31")
    rig.fill(SAM.id, "rule", "fee")
    assert "A fee is required." in rig.submit(SAM.id)["errors"]["fee"]
    rig.fill(SAM.id, "fee", "50k")
    assert "31 Dec 2029 is outside the term" in rig.submit(SAM.id)["errors"]["last_day"]
    rig.fill(SAM.id, "last_day", "2027-11-15")
    rig.submit(SAM.id)
    preview = shown(rig.modal(SAM.id))
    assert "15 Nov 2027: new, USD 50,000.00" in preview
    assert "1 Jan 2028: USD 1,386,000.00 → no invoice" in preview
    assert "Stays as billed" in preview
    rig.submit(SAM.id)
    assert str(deal.contract.shown.terms.last_day) == "2027-11-15"


def test_a_quantity_that_is_no_number_is_refused_at_its_field(deal: ContractDeal) -> None:
    rig = _opened(deal, "quantity")
    rig.fill(SAM.id, "quantity", "many")
    rig.fill(SAM.id, "from_date", "2027-10-01")
    assert "quantity" in rig.submit(SAM.id)["errors"]
    assert deal.contract.proposal is None
