"""7. A PO for a whole contract, and an AP e-mail by link, wait for a person in the thread."""

import threading
from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.by_link import (
    DecideApEmail,
    DecideContractPo,
    DecidedAlready,
    decide_ap_email,
    decide_contract_po,
)
from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.version import first_break
from jupiter_core.queries.recipient import mail_recipient
from jupiter_core.store import Database
from tests.factories import A_SIGNER, DANA, FIONA, FRANK, SAM, WORKSPACE
from tests.harness.contract_deal import ContractDeal
from tests.harness.fakes import FixedClock
from tests.harness.link_client import LinkClient, PlainPaper
from tests.harness.slack_bot import SlackBot, TypedPaper, a_rig
from tests.harness.slack_reading import actions_of

EVIL = "dana@evil.example"
NOAH = "U0NOAH"


@pytest.fixture
def site(database: Database, clock: FixedClock) -> LinkClient:
    return LinkClient(store=database, clock=clock).approve()


def mailed_to(site: LinkClient) -> str:
    with site.store.read(WORKSPACE) as uow:
        return mail_recipient(uow, uow.invoices.get(site.draft.id)).email


def decide(site: LinkClient, *, confirmed: bool, seen: int = 0, by: Actor = FIONA) -> Invoice:
    command = DecideApEmail(
        by=by,
        invoice_id=site.draft.id,
        expected_version=seen or site.invoice.sequence,
        confirmed=confirmed,
    )
    with site.store.write(WORKSPACE) as uow:
        return decide_ap_email(command, uow)


def test_mail_goes_on_to_the_old_address_until_a_person_confirms_the_new_one(
    site: LinkClient,
) -> None:
    answer = site.client.post(site.link, data=site.form(ap_email=EVIL))
    page = site.client.get(f"{site.link}{answer.headers['location']}").text
    assert "Sent to Jupiter US Inc. to confirm: the new AP e-mail." in page
    assert "dana@evil.example (e-mail to be confirmed)" in page
    assert site.invoice.ap_email == EVIL
    assert mailed_to(site) == "dana@acme.example"
    again = site.client.post(site.link, data=site.form(ap_email=EVIL, po_number="7", nonce="2"))
    assert "saved" in again.headers["location"]
    assert mailed_to(site) == "dana@acme.example"
    decide(site, confirmed=True)
    assert mailed_to(site) == EVIL
    with site.store.read(WORKSPACE) as uow:
        versions = uow.versions.of(site.draft.id)
    head = (versions[-1].sequence, versions[-1].hash)
    assert first_break(site.draft.id, versions, head, A_SIGNER) is None


def test_a_code_goes_to_the_old_address_too_so_that_a_link_cannot_vouch_for_itself(
    site: LinkClient,
) -> None:
    site.client.post(site.link, data=site.form(ap_email=EVIL))
    form = site.form(po_number="666", email=EVIL, nonce="2")
    assert "/code?" in site.client.post(site.link, data=form).headers["location"]
    assert site.held()[-1].mailbox == "dana@acme.example"


def test_discarded_the_old_address_is_back_on_the_paper(site: LinkClient) -> None:
    site.client.post(site.link, data=site.form(ap_email=EVIL))
    after = decide(site, confirmed=False)
    assert (after.ap_email, after.mailed_to) == ("dana@acme.example", "dana@acme.example")
    assert after.revision == 3


def test_what_was_decided_or_replaced_is_decided_no_second_time(site: LinkClient) -> None:
    site.client.post(site.link, data=site.form(ap_email="lee@acme.example"))
    first = site.invoice.sequence
    site.client.post(site.link, data=site.form(ap_email=EVIL, nonce="2"))
    second = site.invoice.sequence
    with pytest.raises(DecidedAlready):
        decide(site, confirmed=True, seen=first)
    assert mailed_to(site) == "dana@acme.example"
    decide(site, confirmed=False, seen=second)
    for confirmed in (True, False):
        with pytest.raises(DecidedAlready):
            decide(site, confirmed=confirmed, seen=second)
    with pytest.raises(DecidedAlready):
        decide(site, confirmed=True, seen=4)


def test_two_who_decide_at_once_decide_once(site: LinkClient) -> None:
    site.client.post(site.link, data=site.form(ap_email="lee@acme.example"))
    seen, outcomes = site.invoice.sequence, []

    def deciding(by: Actor, confirmed: bool) -> None:
        try:
            decide(site, confirmed=confirmed, seen=seen, by=by)
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(type(refusal).__name__)

    people = ((FIONA, True), (FRANK, False))
    threads = [threading.Thread(target=deciding, args=each) for each in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["DecidedAlready", "done"]


def test_our_own_people_s_address_needs_no_second_word_and_settles_what_waited(
    site: LinkClient,
) -> None:
    site.client.post(site.link, data=site.form(ap_email=EVIL))
    now = site.invoice.amendable()
    contact = now.ap_contact.model_copy(update={"email": "lee@acme.example"})
    command = Amend(
        by=SAM,
        invoice_id=site.draft.id,
        expected_version=site.invoice.sequence,
        amendment=now.model_copy(update={"ap_contact": contact}),
    )
    with site.store.write(WORKSPACE) as uow:
        amend(command, uow, PlainPaper())
    assert mailed_to(site) == "lee@acme.example"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def deal(rig: SlackBot) -> ContractDeal:
    """Its first invoice is issued, its second one brought, when AP speaks."""
    deal = ContractDeal(rig)
    rig.deliver()
    deal.agreed().live_until(2027, 1, 1, 12)
    deal.live_until(2027, 12, 20)
    return deal


def give_po(deal: ContractDeal, po_number: str, by: Actor = DANA) -> None:
    """By link, for the whole contract."""
    with deal.rig.store.write(WORKSPACE) as uow:
        first = uow.invoices.of_contract(deal.contract_id)[0]
        amendment = first.amendable().model_copy(update={"po_number": po_number})
        command = Amend(
            by=by,
            invoice_id=first.id,
            expected_version=first.sequence,
            amendment=amendment,
            for_contract=True,
        )
        amend(command, uow, TypedPaper())
    deal.rig.deliver()


def pos(deal: ContractDeal) -> list[str]:
    return [each.content.po_number for each in deal.invoices]


def test_a_po_for_the_contract_is_on_what_comes_only_after_a_person_confirmed_it(
    deal: ContractDeal,
) -> None:
    rig = deal.rig
    give_po(deal, "4500017342")
    assert (pos(deal), deal.contract.po_number) == (["4500017342", ""], "")
    asked = deal.with_button("contract_confirm_po")
    assert "submitted PO number 4500017342 for all upcoming invoices" in asked["text"]
    rig.press(NOAH, "contract_confirm_po", asked)
    assert "Guests cannot" in rig.told(NOAH)
    assert deal.contract.po_number == ""
    rig.press(SAM.id, "contract_confirm_po", asked)
    rig.wait()
    rig.redeliver("block_actions")
    rig.deliver()
    assert (pos(deal), deal.contract.po_number) == (["4500017342"] * 2, "4500017342")
    closed = next(each for each in rig.thread() if each["ts"] == asked["ts"])
    assert actions_of(closed) == []
    deal.live_until(2029, 1, 1, 12)
    assert pos(deal) == ["4500017342"] * 3


def test_the_newest_request_replaces_the_older_one(deal: ContractDeal) -> None:
    rig = deal.rig
    give_po(deal, "111")
    older = deal.with_button("contract_confirm_po")
    give_po(deal, "222")
    newer = deal.with_button("contract_confirm_po")
    rig.press(FIONA.id, "contract_confirm_po", older)
    assert "already confirmed, discarded or replaced" in rig.told(FIONA.id)
    assert deal.contract.po_number == ""
    rig.press(FIONA.id, "contract_discard_po", newer)
    rig.wait()
    rig.deliver()
    assert "discarded PO number 222" in rig.thread()[-1]["text"]
    sequence = deal.contract.sequence
    command = DecideContractPo(
        by=SAM, contract_id=deal.contract_id, expected_version=sequence - 1, confirmed=True
    )
    with pytest.raises(DecidedAlready), rig.store.write(WORKSPACE) as uow:
        decide_contract_po(command, uow)
    assert actions_of(next(each for each in rig.thread() if each["ts"] == newer["ts"])) == []
    assert (pos(deal), deal.contract.po_number) == (["222", ""], "")


def test_the_same_request_again_asks_nobody_a_second_time(deal: ContractDeal) -> None:
    give_po(deal, "111")
    count = len(deal.rig.thread())
    give_po(deal, "111")
    assert len(deal.rig.thread()) == count


def test_what_people_put_on_the_contract_settles_what_waited(deal: ContractDeal) -> None:
    give_po(deal, "666")
    asked = deal.with_button("contract_confirm_po")
    deal.add_po("777")
    deal.rig.press(FIONA.id, "contract_confirm_po", asked)
    assert "already confirmed, discarded or replaced" in deal.rig.told(FIONA.id)
    assert deal.contract.po_number == "777"


def test_a_contract_that_ended_takes_no_po(deal: ContractDeal) -> None:
    give_po(deal, "666")
    contract = deal.contract
    with deal.rig.store.write(WORKSPACE) as uow:
        ended = contract.ended(deal.rig.clock.now().date(), "Over")
        record(uow, contract, ended, EventName.CONTRACT_ENDED, by=FIONA)
    command = DecideContractPo(
        by=FIONA, contract_id=contract.id, expected_version=contract.sequence, confirmed=True
    )
    with pytest.raises(Refusal), deal.rig.store.write(WORKSPACE) as uow:
        decide_contract_po(command, uow)
    assert deal.contract.po_number == ""


def test_the_thread_says_old_and_new_and_that_the_domain_is_another_one(rig: SlackBot) -> None:
    issued = rig.issued()
    with rig.store.write(WORKSPACE) as uow:
        now = issued.amendable()
        contact = now.ap_contact.model_copy(update={"email": EVIL})
        amendment = now.model_copy(update={"ap_contact": contact})
        command = Amend(
            by=DANA, invoice_id=issued.id, expected_version=issued.sequence, amendment=amendment
        )
        amend(command, uow, TypedPaper())
    rig.deliver()
    asked = next(each for each in rig.thread() if "invoice_confirm_ap_email" in actions_of(each))
    for words in (
        "dana@acme.example → dana@evil.example",
        "acme.example → evil.example",
        "E-mail keeps going to dana@acme.example",
    ):
        assert words in asked["text"]
    rig.press(FIONA.id, "invoice_discard_ap_email", asked)
    rig.wait()
    rig.deliver()
    assert rig.invoice(issued.id).ap_email == "dana@acme.example"
    texts = [each["text"] for each in rig.thread()]
    assert any("discarded the AP e-mail submitted by link" in each for each in texts)
