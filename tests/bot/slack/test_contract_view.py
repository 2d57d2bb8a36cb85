"""Looking at contracts: the list, the modal, the versions."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from jupiter_core.domain.contract.terms import BillingFrequency
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.contract_deal import NAME, ContractDeal
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def _monthly(rig: SlackBot) -> ContractDeal:
    """Ten years, a month at a time: 120 invoices."""
    terms = {"billing_frequency": BillingFrequency.MONTHLY, "term_months": 120}
    deal = ContractDeal(rig, **terms)
    rig.deliver()
    return deal.agreed()


def test_the_list_has_a_menu_that_shows_a_contract(rig: SlackBot) -> None:
    ContractDeal(rig).agreed()
    with rig.store.read(WORKSPACE) as uow:
        (contract_id,) = uow.contracts.ids()
    rig.command(SAM.id, "/invoice contracts")
    listed = rig.eventually(lambda: [each for each in rig.channel() if each["ephemeral"]])[-1]
    (table,) = (each for each in listed["blocks"] if each["type"] == "data_table")
    cells = [cell["text"] for cell in table["rows"][1]]
    assert cells[:3] == [NAME, "Acme Corporation", "USD 4,117,000.00"]
    rig.choose(SAM.id, "found_show_contract", listed, contract_id)
    assert NAME in shown(rig.modal(SAM.id))


def test_a_contract_is_shown_by_its_name_with_what_became_of_each_invoice(rig: SlackBot) -> None:
    deal = ContractDeal(rig).agreed()
    deal.live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 20)
    rig.command(SAM.id, f"/invoice contract {NAME.upper()}")
    modal = shown(rig.modal(SAM.id))
    for words in (
        "1 issued, 2 upcoming",
        "1 · JUS-000001 · USD 1,345,000.00\nIssued, due 15 Feb 2027",
        "2 · USD 1,386,000.00\nApproved, to be issued on 1 Jan 2028",
        "3 · USD 1,386,000.00\nScheduled for 1 Jan 2029",
        "USD 25,000.00 drawn by JUS-000001",
        "USD 25,000.00 granted, Fiona Chen",
    ):
        assert words in modal


def test_an_unknown_name_is_told_and_a_guest_sees_nothing(rig: SlackBot) -> None:
    ContractDeal(rig).agreed()
    rig.command(SAM.id, "/invoice contract Nobody Ltd")
    assert "There is no contract “Nobody Ltd” here." in rig.told(SAM.id)
    rig.command("U0NOAH", f"/invoice contract {NAME}")
    assert "Guests cannot" in rig.told("U0NOAH")
    assert rig.modals("U0NOAH") == []


def test_ten_years_of_months_are_paged(rig: SlackBot) -> None:
    deal = _monthly(rig)
    assert deal.rig.errors() == []
    rig.press(SAM.id, "contract_show", rig.card())
    assert "24 · " in shown(rig.modal(SAM.id))
    for page in range(2, 6):
        rig.press_in_view(SAM.id, "contract_page_later")
        rig.eventually(partial(_is_on_page, rig, page))
    last = shown(rig.modal(SAM.id))
    assert "120 · " in last
    rig.press_in_view(SAM.id, "contract_page")
    rig.eventually(partial(_is_on_page, rig, 4))


def _is_on_page(rig: SlackBot, page: int) -> bool:
    return f"Page {page} of 5" in shown(rig.modal(SAM.id))


def test_the_versions_say_who_when_and_old_to_new(rig: SlackBot) -> None:
    deal = ContractDeal(rig).agreed()
    deal.add_po("4500017342")
    rig.press(SAM.id, "contract_show", rig.card())
    rig.press_in_view(SAM.id, "contract_history")
    rig.eventually(lambda: len(rig.modals(SAM.id)) == 2)
    versions = shown(rig.modal(SAM.id))
    assert "Sam Ortiz changed the PO number" in versions
    assert "PO number added: 4500017342" in versions
    assert "Fiona Chen approved it" in versions
    assert "Status: pending approval → active" in versions


def test_finance_sees_the_whole_proposed_schedule_and_can_switch_to_the_agreed_one(
    rig: SlackBot,
) -> None:
    deal = ContractDeal(rig).agreed()
    deal.revise(term_months=24)
    rig.deliver()
    rig.press(FIONA.id, "contract_show_proposed", deal.with_button("contract_approve"))
    proposed = shown(rig.modal(FIONA.id))
    assert "Proposed schedule" in proposed
    assert "On 1 Jan 2028, once it is approved" in proposed
    rig.press_in_view(FIONA.id, "contract_switch")
    rig.eventually(lambda: "Scheduled for 1 Jan 2029" in shown(rig.modal(FIONA.id)))


def test_of_a_late_contract_the_schedule_says_what_approval_issues_at_once(rig: SlackBot) -> None:
    deal = ContractDeal(rig, start_date=date(2026, 1, 1))
    rig.deliver()
    rig.press(FIONA.id, "contract_show_proposed", deal.with_button("contract_approve"))
    proposed = shown(rig.modal(FIONA.id))
    assert "Issued on approval, dated that day; planned for 1 Jan 2026" in proposed
    assert "On 1 Jan 2027, once it is approved" in proposed


def test_a_po_typed_with_all_goes_on_all_coming_invoices(rig: SlackBot) -> None:
    deal = ContractDeal(rig).agreed()
    deal.live_until(2027, 1, 1, 12)
    rig.command(SAM.id, "/invoice po JUS-000001 4500 017342 all")
    assert f"It applies to all upcoming invoices of {NAME} too." in rig.told(SAM.id)
    deal.live_until(2028, 1, 1, 12)
    assert [each.content.po_number for each in deal.invoices] == ["4500 017342"] * 2


def test_an_invoice_shown_by_its_number_says_its_place_in_the_contract(rig: SlackBot) -> None:
    ContractDeal(rig).agreed().live_until(2027, 1, 1, 12)
    rig.command(SAM.id, "/invoice show JUS-000001")
    private = rig.eventually(lambda: [each for each in rig.channel() if each["ephemeral"]])
    assert f"Invoice 1 of 3 of {NAME}" in shown(private[-1])
