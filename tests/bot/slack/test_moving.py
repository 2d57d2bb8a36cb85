"""A deal goes on in another channel, because somebody wants it to or because its own is gone."""

from collections.abc import Iterator

import pytest

from bot.simulator.seed import BOT_USER
from jupiter_core.domain.invoice import State
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.contract_deal import ContractDeal
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown

NEW = "C0GLOBEX"
NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def moves(rig: SlackBot, message: Json, action: str = "invoice_channel", to: str = NEW) -> Json:
    """Sam chooses another channel with the button of a message in the deal's channel."""
    rig.press(SAM.id, action, message)
    return chooses(rig, to)


def chooses(rig: SlackBot, to: str) -> Json:
    rig.modal(SAM.id)
    rig.fill(SAM.id, "deal_channel", to)
    rig.wait_until_quiet()
    return rig.submit(SAM.id)


def thread_in(rig: SlackBot, channel: str) -> list[Json]:
    """The first card in a channel and its thread."""
    ts = rig.channel(channel=channel)[0]["ts"]
    found: list[Json] = rig.replies(ts, channel=channel)
    return found


def test_a_deal_that_waits_is_asked_about_in_its_new_channel_and_approved_there(
    rig: SlackBot,
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    assert moves(rig, rig.card())["stack"] == []
    rig.deliver()
    assert rig.errors() == []
    card, notice, request = thread_in(rig, NEW)
    assert "invoice_channel" in actions_of(card)
    assert "Sam Ortiz moved the draft for Acme Corporation to this channel." in notice["text"]
    left = rig.channel()[0]
    assert (actions_of(left), f"moved to <#{NEW}>" in left["text"]) == ([], True)
    assert "invoice_approve" not in str(rig.replies(left["ts"]))
    rig.press(FIONA.id, "invoice_approve", request, channel=NEW)
    rig.wait()
    rig.deliver()
    assert rig.invoice(invoice.id).state is State.ISSUED
    assert "is issued" in str([each["text"] for each in thread_in(rig, NEW)])
    assert len(rig.channel()) == 1


def test_approvals_that_were_given_count_in_the_new_channel() -> None:
    with a_rig(approvals_needed=2) as rig:
        invoice = rig.submitted()
        rig.approve(invoice)
        rig.deliver()
        moves(rig, rig.card())
        after = rig.invoice(invoice.id)
        assert (after.deal_channel, len(after.approvals)) == (NEW, 1)
        assert after.content == invoice.content


@pytest.mark.parametrize("gone", [{"is_archived": True}, {"deleted": True}, {"new_id": "C0NEWID"}])
def test_a_channel_that_is_gone_is_told_to_the_owner_who_chooses_another_and_nothing_is_lost(
    rig: SlackBot, gone: Json
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    rig.change_channel(**gone)
    rig.approve(invoice)
    rig.deliver()
    place, (told,) = rig.direct_messages(SAM.id)
    assert "choose another channel" in shown(told)
    assert actions_of(told) == ["delivery_resend", "invoice_channel"]
    rig.press(SAM.id, "invoice_channel", told, channel=place)
    assert chooses(rig, NEW)["stack"] == []
    rig.deliver()
    assert rig.errors() == []
    card, *thread = thread_in(rig, NEW)
    assert "Issued" in shown(card)
    words = " ".join(each["text"] for each in thread)
    assert "Fiona Chen approved" in words
    assert "JUS-000001 is issued" in words
    assert [each["name"] for each in rig.files()][-1].startswith("JUS-000001")
    with rig.store.read(WORKSPACE) as uow:
        assert uow.outbox.dead_letters() == []


def test_a_contract_moves_with_its_open_invoices(rig: SlackBot) -> None:
    deal = ContractDeal(rig).agreed()
    deal.live_until(2027, 1, 1, 12)
    moves(rig, rig.card(), "contract_channel")
    rig.deliver()
    assert rig.errors() == []
    assert deal.contract.deal_channel == NEW
    assert {each.deal_channel for each in deal.invoices} == {NEW}
    thread = thread_in(rig, NEW)
    assert "contract_end" in actions_of(thread[0])
    cards = [each for each in thread if "invoice_history" in actions_of(each)]
    assert len(cards) == len(deal.invoices)


def test_a_channel_without_the_bot_or_with_people_of_others_is_refused_on_its_field(
    rig: SlackBot,
) -> None:
    invoice = rig.submitted()
    rig.deliver()
    assert "/invite" in moves(rig, rig.card(), to="C0RANDOM")["errors"]["deal_channel"]
    assert "Nothing has changed" in chooses(rig, DEAL_CHANNEL)["errors"]["deal_channel"]
    rig.change_channel("C0SHARED", members=[SAM.id, BOT_USER], shared_with="Acme")
    with rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"shared_channels": False}))
    assert "shared channels" in chooses(rig, "C0SHARED")["errors"]["deal_channel"]
    assert rig.invoice(invoice.id) == invoice


def test_a_guest_moves_nothing(rig: SlackBot) -> None:
    rig.submitted()
    rig.deliver()
    rig.press(NOAH, "invoice_channel", rig.card())
    assert "Guests cannot" in rig.told(NOAH)
