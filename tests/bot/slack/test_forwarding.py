"""A link that AP forwards to a colleague, in the thread: confirmed, mailed, revoked."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.forwarding import ForwardLink, forward_link
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.readers import Readers
from tests.bot.slack.test_send_to_ap import Counter, Server
from tests.factories import DANA, SAM, WORKSPACE
from tests.harness.slack_bot import a_rig
from tests.harness.slack_reading import actions_of, shown

CONFIRM, DISCARD, REVOKE = (f"invoice_forward_{each}" for each in ("confirm", "discard", "revoke"))


@pytest.fixture
def counter() -> Iterator[Counter]:
    with a_rig() as rig:
        yield Counter(rig, Server())


def forwarded(counter: Counter, email: str) -> ForwardedLink:
    invoice = counter.rig.issued()
    counter.deliver()
    counter.mails.clear()
    command = ForwardLink(by=DANA, invoice_id=invoice.id, email=email, writes=True)
    with counter.rig.store.write(WORKSPACE) as uow:
        link = forward_link(command, uow)
    counter.deliver()
    return link


def link_now(counter: Counter, link: ForwardedLink) -> ForwardedLink:
    with counter.rig.store.read(WORKSPACE) as uow:
        return uow.forwarded_links.get(link.id)


def press(counter: Counter, link: ForwardedLink, button: str) -> None:
    before = link_now(counter, link)
    counter.rig.press(SAM.id, button, counter.last())
    counter.rig.eventually(lambda: link_now(counter, link) != before)
    counter.rig.eventually(
        lambda: [each for each in counter.rig.thread() if "by Sam Ortiz." in shown(each)]
    )
    counter.deliver()


def test_a_colleague_is_mailed_and_the_thread_hears_who_sent_what(counter: Counter) -> None:
    link = forwarded(counter, "lee@acme.example")
    (mail,) = counter.mails
    assert mail["To"].addresses[0].addr_spec == "lee@acme.example"
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Dana Reyes (dana@acme.example) forwarded you invoice JUS-000001" in text
    assert f".to.{link.id}." in text
    assert "a link for changes to JUS-000001 for lee@acme.example" in counter.last()["text"]
    assert actions_of(counter.last()) == [REVOKE]


def test_another_domain_is_mailed_after_a_person_has_said_so(counter: Counter) -> None:
    link = forwarded(counter, "lee@elsewhere.example")
    assert counter.mails == []
    asked = counter.last()
    assert "so it is on hold" in asked["text"]
    press(counter, link, CONFIRM)
    (mail,) = counter.mails
    assert mail["To"].addresses[0].addr_spec == "lee@elsewhere.example"
    assert link_now(counter, link).is_live
    assert any("Confirmed by Sam Ortiz" in shown(each) for each in counter.rig.thread())


def test_what_is_discarded_is_mailed_to_nobody(counter: Counter) -> None:
    link = forwarded(counter, "lee@elsewhere.example")
    press(counter, link, DISCARD)
    assert counter.mails == []
    assert link_now(counter, link).revoked


def test_the_deal_team_revokes_a_link(counter: Counter) -> None:
    link = forwarded(counter, "lee@acme.example")
    press(counter, link, REVOKE)
    assert link_now(counter, link).revoked
    assert "Sam Ortiz revoked the link" in counter.last()["text"]
    assert any("Revoked by Sam Ortiz" in shown(each) for each in counter.rig.thread())


def test_who_is_not_of_the_deal_decides_nothing(counter: Counter) -> None:
    link = forwarded(counter, "lee@elsewhere.example")
    with counter.rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    counter.rig.press("U0WANDA", CONFIRM, counter.last())
    counter.deliver()
    assert link_now(counter, link).waits
    assert counter.mails == []


@pytest.mark.parametrize("button", [CONFIRM, DISCARD])
def test_who_may_not_read_the_invoice_decides_nothing(counter: Counter, button: str) -> None:
    link = forwarded(counter, "lee@elsewhere.example")
    with counter.rig.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"readers": Readers.FINANCE}))
    before = link_now(counter, link)
    counter.rig.press("U0WANDA", button, counter.last())
    assert "There is no invoice" in counter.rig.told("U0WANDA")
    assert link_now(counter, link) == before
