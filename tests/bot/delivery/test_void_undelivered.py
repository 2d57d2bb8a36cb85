"""An invoice is void before Slack has heard of it: the thread tells all of it, in order."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.actor import Actor
from tests.factories import FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def void(rig: SlackBot, invoice_id: str, by: Actor) -> None:
    with rig.store.write(WORKSPACE) as uow:
        seen = uow.invoices.get(invoice_id).sequence
        command = VoidInvoice(
            by=by, invoice_id=invoice_id, expected_version=seen, reason="Signed twice"
        )
        void_invoice(command, uow)


def test_a_withdrawn_draft_leaves_no_button_to_approve_it(rig: SlackBot) -> None:
    invoice = rig.submitted()
    void(rig, invoice.id, SAM)
    rig.deliver()
    assert rig.errors() == []
    assert [each for each in rig.thread() if "invoice_approve" in actions_of(each)] == []
    assert "Signed twice" in shown(rig.thread()[-1])


def test_an_issued_invoice_is_told_of_before_its_end_is(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.approve(invoice)
    void(rig, invoice.id, FIONA)
    rig.deliver()
    assert rig.errors() == []
    texts = [each["text"] for each in rig.thread()]
    issued = next(n for n, text in enumerate(texts) if "is issued" in text)
    ended = next(n for n, text in enumerate(texts) if "Signed twice" in text)
    assert issued < ended == len(texts) - 1
    assert "Void" in shown(rig.card())
