"""Which channel a deal may be in, and what the builder says of the one that is chosen."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.simulator.seed import BOT_USER
from bot.slack.deal_channel import expect_deal_channel
from jupiter_core.domain.refusals import Refusal, SharedChannel
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.modal_bot import ModalBot, a_builder_stage

TOGETHER = {"name": "mpdm-sam--fiona-1", "is_private": True, "is_mpim": True}
READ_ALONG = "People from another company read this channel"
BODY = {"team": {"id": WORKSPACE}}


@pytest.fixture(scope="module")
def stage() -> Iterator[ModalBot]:
    with a_builder_stage() as stage:
        members = [SAM.id, FIONA.id, BOT_USER]
        stage.change_channel("G0TOGETHER", members=members, **TOGETHER)
        shared = {"name": "deal-shared", "members": members, "shared_with": "Acme"}
        stage.change_channel("C0SHARED", **shared)
        stage.change_channel("C0OLD", name="deal-old", members=members, is_archived=True)
        yield stage


@pytest.fixture(autouse=True)
def as_before(stage: ModalBot) -> Iterator[None]:
    yield
    with stage.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"shared_channels": True}))
        for form in uow.forms.of(SAM.id):
            uow.forms.discard(form.id)


@pytest.mark.parametrize("text", ["/invoice", "/invoice contract", "/invoice Acme 1200 USD"])
def test_group_messages_are_no_deals_channel(stage: ModalBot, text: str) -> None:
    stage.types(text, channel="G0TOGETHER")
    stage.modal(SAM.id)
    assert stage.initially("deal_channel") is None


def test_direct_messages_are_no_deals_channel(stage: ModalBot) -> None:
    stage.client.chat_postMessage(channel=SAM.id, text="Hello")
    stage.types("/invoice", channel=stage.direct_messages(SAM.id)[0])
    stage.modal(SAM.id)
    assert stage.initially("deal_channel") is None


def test_a_private_channel_is_a_deals_channel(stage: ModalBot) -> None:
    stage.change_channel("C0PRIVATE", name="x", members=[SAM.id, BOT_USER], is_private=True)
    stage.types("/invoice", channel="C0PRIVATE")
    stage.modal(SAM.id)
    assert stage.initially("deal_channel") == "C0PRIVATE"


@pytest.mark.parametrize("text", ["/invoice", "/invoice contract", "/invoice Acme 1200 USD"])
def test_a_shared_channel_is_said_where_it_stands_in_the_form(stage: ModalBot, text: str) -> None:
    stage.types(text, channel="C0SHARED")
    assert f"Deal channel\n⚠ {READ_ALONG}" in stage.showing(READ_ALONG)


def test_a_shared_channel_is_said_when_it_is_chosen_and_no_more_when_another_is(
    stage: ModalBot,
) -> None:
    stage.types("/invoice")
    stage.top("builder")
    stage.fill(SAM.id, "builder_channel", "C0SHARED")
    stage.showing(READ_ALONG)
    stage.fill(SAM.id, "builder_channel", DEAL_CHANNEL)
    stage.eventually(lambda: READ_ALONG not in str(stage.modals(SAM.id)[-1]["blocks"]))


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("C0OLD", "This channel is archived"),
        ("C0RANDOM", "/invite @JupiterInvoice"),
        ("G0TOGETHER", "Direct messages can't be a deal's channel"),
        ("D0SOMEBODY", "Direct messages can't be a deal's channel"),
        ("C0NOWHERE", "/invite @JupiterInvoice"),
    ],
)
def test_what_is_no_channel_for_a_deal_is_refused(
    stage: ModalBot, channel: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        expect_deal_channel(stage.ctx, stage.client, BODY, channel, shared=True)
    assert refused.value.path == "deal_channel"


def test_a_deal_may_be_in_a_shared_channel_unless_an_admin_forbids_it(stage: ModalBot) -> None:
    assert expect_deal_channel(stage.ctx, stage.client, BODY, DEAL_CHANNEL, shared=False) == ""
    assert READ_ALONG in expect_deal_channel(stage.ctx, stage.client, BODY, "C0SHARED", shared=True)
    with pytest.raises(SharedChannel):
        expect_deal_channel(stage.ctx, stage.client, BODY, "C0SHARED", shared=False)


@pytest.mark.parametrize("kind", ["invoice", "contract"])
def test_a_refused_channel_is_told_on_its_field_and_the_form_stays(
    stage: ModalBot, kind: str
) -> None:
    with stage.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"shared_channels": False}))
    (field, said), *others = submitted_in(stage, "C0SHARED", kind).items()
    assert (field.partition(".")[0], others) == ("deal_channel", [])
    assert "doesn't allow deals in shared channels" in said
    assert stage.forms()


@pytest.mark.parametrize(
    ("error", "words"),
    [("missing_scope", "the permission"), ("team_access_not_granted", "Nothing was saved")],
)
def test_what_slack_does_not_tell_of_a_channel_is_said_on_its_field(
    stage: ModalBot, error: str, words: str
) -> None:
    """Not on the customer's, which is the first; of a channel that was never seen before."""
    stage.change_channel("C0NEW", name="new", members=[SAM.id, BOT_USER])
    ((field, said),) = submitted_in(stage, "C0NEW", "invoice", error=error).items()
    assert field.partition(".")[0] == "deal_channel"
    assert words in said
    stage.no_faults()
    stage.close(SAM.id)


def submitted_in(stage: ModalBot, channel: str, kind: str, error: str = "") -> dict[str, Any]:
    """A complete form whose channel is this one, submitted: the fields with a mistake."""
    stage.types("/invoice" if kind == "invoice" else "/invoice contract")
    stage.top("builder" if kind == "invoice" else "contract_builder")
    stage.fill(SAM.id, "builder_terms", "60")
    (form,) = stage.eventually(stage.forms)
    line = {"key": "l1", "description": "Platform", "quantity": "1"}
    price = {"unit_price": "1200"} if kind == "invoice" else {"annual_price": "1200"}
    more = {} if kind == "invoice" else {"kind": "subscription"}
    values = {
        **form.values,
        "customer_id": "customer-acme",
        "customer_name": "Acme Corporation",
        "deal_channel": channel,
        "lines": [{**line, **price, **more}],
        "next_key": 2,
        "stamps": {"deal_channel": 1, "customer_id": 1},
    }
    with stage.store.write(WORKSPACE) as uow:
        uow.forms.save(form.model_copy(update={"values": values, "channel": channel}))
    stage.fill(SAM.id, "builder_terms", "45")
    stage.eventually(lambda: "Platform" in str(stage.modals(SAM.id)[-1]["blocks"]))
    if error:
        stage.fault("conversations.info", "error", error=error)
    answer = stage.submit(SAM.id)
    return dict(answer.get("errors") or {})
