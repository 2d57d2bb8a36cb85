"""18. What AP says on the page, and what its own link shows besides: who could misuse it."""

import threading
from collections.abc import Iterator

import pytest

from bot.security.links import BY_HAND
from jupiter_core.commands.conversation import Answer, RaiseDispute, answer, raise_dispute
from jupiter_core.domain.conversation import DisputeReason, Remark
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.version import first_break
from jupiter_core.store import Database
from tests.factories import A_SIGNER, DANA, FIONA, WORKSPACE
from tests.harness.fakes import FixedClock
from tests.harness.link_client import LINKS, LinkClient
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown

EVIL = "eve@evil.example"
ASKED = {"form": "ask", "name": "Eve", "email": EVIL, "text": "Who pays this?"}


@pytest.fixture
def site(database: Database, clock: FixedClock) -> LinkClient:
    return LinkClient(store=database, clock=clock).approve()


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as made:
        yield made


def said(site: LinkClient) -> list[Remark]:
    with site.store.read(WORKSPACE) as uow:
        return uow.conversation.of(site.draft.id)


def test_an_answer_never_goes_to_an_address_that_somebody_typed_at_another_domain(
    site: LinkClient,
) -> None:
    assert site.client.post(f"{site.link}/talk", data=ASKED).status_code == 303
    with site.store.write(WORKSPACE) as uow:
        given = Answer(by=FIONA, remark_id=said(site)[0].id, text="You do.", mails=True)
        answer(given, uow)
    assert said(site)[-1].mailed_to == "dana@acme.example"


def test_typing_the_contacts_address_makes_nobody_verified_without_the_contacts_link(
    site: LinkClient,
) -> None:
    by_hand = f"/i/{LINKS.writing_token(site.invoice, BY_HAND)}"
    form = ASKED | {"email": "dana@acme.example", "name": "Dana Reyes"}
    assert site.client.post(f"{by_hand}/talk", data=form).status_code == 303
    assert said(site)[0].by.unverified


@pytest.mark.parametrize(
    "text",
    [
        "Our bank changed. Pay to DE89 3704 0044 0532 0130 00 from now on.",
        "Please wire to the new account 000123456789, routing 021000021.",
        "IBAN\nDE89370400440532013000",
    ],
)
def test_nobody_puts_a_bank_account_on_the_sellers_page_by_a_question(
    site: LinkClient, text: str
) -> None:
    assert site.client.post(f"{site.link}/talk", data=ASKED | {"text": text}).status_code == 422
    assert said(site) == []
    assert "DE89" not in site.client.get(site.link).text


def test_many_at_once_say_no_more_than_the_hour_allows(site: LinkClient) -> None:
    answers: list[int] = []

    def asking(n: int) -> None:
        form = ASKED | {"nonce": str(n)}
        answers.append(site.browser().post(f"{site.link}/talk", data=form).status_code)

    threads = [threading.Thread(target=asking, args=(n,)) for n in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (answers.count(303), answers.count(429)) == (10, 6)
    assert len(said(site)) == 10


def test_a_dispute_by_link_leaves_the_history_whole(site: LinkClient) -> None:
    form = ASKED | {"form": "dispute", "reason": "other", "text": "We never ordered this."}
    assert site.client.post(f"{site.link}/talk", data=form).status_code == 303
    with site.store.read(WORKSPACE) as uow:
        versions = uow.versions.of(site.draft.id)
        assert uow.erasure.mentions("never ordered") == 0
    head = (versions[-1].sequence, versions[-1].hash)
    assert first_break(site.draft.id, versions, head, A_SIGNER) is None


def test_what_was_said_elsewhere_is_answered_by_nobody_here(site: LinkClient) -> None:
    site.client.post(f"{site.link}/talk", data=ASKED)
    remark = said(site)[0]
    with site.store.write("T0OTHER") as uow, pytest.raises(NotFound):
        answer(Answer(by=FIONA, remark_id=remark.id, text="x", mails=True), uow)


def test_an_answer_is_answered_by_nobody(site: LinkClient) -> None:
    site.client.post(f"{site.link}/talk", data=ASKED)
    with site.store.write(WORKSPACE) as uow:
        given = answer(
            Answer(by=FIONA, remark_id=said(site)[0].id, text="You do.", mails=True), uow
        )
    with site.store.write(WORKSPACE) as uow, pytest.raises(NotFound):
        answer(Answer(by=FIONA, remark_id=given.id, text="x", mails=True), uow)


@pytest.mark.parametrize(
    "path", ["statement", "statement.pdf", "documents.zip", "documents/01OTHER.pdf"]
)
def test_an_unsigned_way_to_the_account_is_as_dead_as_any(site: LinkClient, path: str) -> None:
    invoice = site.invoice
    reading, writing = LINKS.token(invoice), site.link.removeprefix("/i/")
    signature = writing.rpartition(".")[2]
    for token in (
        reading,
        f"{invoice.id}.{signature}",
        f"{invoice.id}.AAAAAAAAAAAAAAAA.{signature}",
        f"{invoice.id}..{signature}",
        LINKS.writing_token(invoice.model_copy(update={"id": "01OTHER"}), "dana@acme.example"),
    ):
        assert site.client.get(f"/i/{token}/{path}").status_code == 404


def test_a_mention_in_a_dispute_calls_nobody_in_slack(rig: SlackBot) -> None:
    invoice = rig.issued()
    rig.deliver()
    text = "<!channel> <@U0FIONA> <https://evil.example|Approve>"
    command = RaiseDispute(by=DANA, invoice_id=invoice.id, reason=DisputeReason.OTHER, text=text)
    with rig.store.write(WORKSPACE) as uow:
        raise_dispute(command, uow)
    rig.deliver()
    last = rig.thread()[-1]
    assert text in shown(last)
    assert "<!channel>" not in last["text"]
    assert "<@U0FIONA>" not in last["text"]
