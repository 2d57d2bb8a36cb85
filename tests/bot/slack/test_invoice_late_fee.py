"""“Draft late fee” on the card, over signed HTTP."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.late_fee import DraftLateFee, draft_late_fee
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.late_fee import late_fee_of
from tests.factories import SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown

NOAH = "U0NOAH"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def drafts(rig: SlackBot) -> list[Invoice]:
    with rig.store.read(WORKSPACE) as uow:
        found = [uow.invoices.get(each) for each in uow.invoices.ids()]
    return [each for each in found if each.state is State.DRAFT]


def test_one_press_drafts_it_and_opens_the_draft_and_another_tells_that_it_is_there(
    rig: SlackBot,
) -> None:
    rig.issued(late_fee=late_fee_of("1.5% a month"), net_terms=0)
    card = rig.card()
    assert "1.5% a month" in shown(card)
    rig.clock.advance(days=20)

    rig.press(SAM.id, "invoice_late_fee", card)
    rig.eventually(lambda: "13,450.00" in str(rig.modals(SAM.id)))
    rig.press(SAM.id, "invoice_late_fee", card)

    (draft,) = drafts(rig)
    assert str(draft.total) == "13450.00"


def test_it_is_offered_past_the_grace_and_not_twice_for_the_same_days(rig: SlackBot) -> None:
    issued = rig.issued(late_fee=late_fee_of("1.5% a month after 10 days"), net_terms=0)

    def offered() -> bool:
        more = rig.opened(SAM.id, "invoice_more", rig.card())
        return "invoice_late_fee" in actions_of(more)

    assert not offered(), "it is not overdue"
    rig.clock.advance(days=10)
    assert not offered(), "within the days of grace"
    rig.clock.advance(days=1)
    assert offered()
    with rig.store.write(WORKSPACE) as uow:
        draft_late_fee(DraftLateFee(by=SAM, invoice_id=issued.id), uow)
    assert not offered(), "drafted for these days"
    rig.clock.advance(days=1)
    assert offered(), "a day more is owed"


def test_a_guest_drafts_none_and_without_a_late_fee_none_is_offered(rig: SlackBot) -> None:
    rig.issued(late_fee=late_fee_of("1.5% a month"), net_terms=0)
    rig.clock.advance(days=20)
    rig.press(NOAH, "invoice_late_fee", rig.card())
    rig.eventually(lambda: "Guests cannot" in str(rig.modals(NOAH)))
    assert rig.open_forms(NOAH) == []
    assert drafts(rig) == []
