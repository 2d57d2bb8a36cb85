"""The head of the audit log goes outside at a set interval, and only where it has grown."""

import pytest

from jupiter_core.commands.anchor import AnchorPlan, anchor_is_due, keep_anchor
from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.seal import Validity
from jupiter_core.ports import Message
from tests.factories import A_SIGNER, FIONA, FRANK, WORKSPACE
from tests.harness.workspace import MemoryWorkspace

PLAN = AnchorPlan(hours=24, places=("file", "url"))


@pytest.fixture
def desk() -> MemoryWorkspace:
    desk = MemoryWorkspace()
    desk.clock.advance(hours=25)
    return desk


def keep(desk: MemoryWorkspace, plan: AnchorPlan = PLAN) -> int:
    with desk.writing() as uow:
        return keep_anchor(plan, uow)


def is_due(desk: MemoryWorkspace, plan: AnchorPlan = PLAN) -> bool:
    with desk.reading() as uow:
        return anchor_is_due(plan, uow)


def sent(desk: MemoryWorkspace) -> list[Message]:
    letters = (each.message for each in desk.tables.letters.values())
    return [each for each in letters if each.kind == "anchor"]


def name_channel(desk: MemoryWorkspace, channel: str) -> None:
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"finance_channel": channel}))


def test_an_anchor_names_the_last_entry_and_is_sealed(desk: MemoryWorkspace) -> None:
    with desk.reading() as uow:
        head = uow.audit.head()
    assert keep(desk) == 2
    anchor = Anchor.model_validate(sent(desk)[0].body["anchor"])
    assert head is not None
    assert (anchor.workspace_id, anchor.sequence, anchor.head) == (
        WORKSPACE,
        head.sequence,
        head.seal,
    )
    assert A_SIGNER.check(anchor.text(), anchor.seal) is Validity.HOLDS


def test_a_second_timer_at_the_same_moment_sends_none(desk: MemoryWorkspace) -> None:
    assert (keep(desk), keep(desk)) == (2, 0)


def test_none_is_due_before_its_time_nor_where_nothing_was_written(desk: MemoryWorkspace) -> None:
    keep(desk)
    desk.clock.advance(hours=48)
    assert not is_due(desk), "its own messages are no growth"
    desk.submit()
    assert is_due(desk)
    keep(desk)
    desk.submit()
    desk.clock.advance(hours=23)
    assert not is_due(desk)
    desk.clock.advance(hours=1)
    assert is_due(desk)


def test_the_finance_channel_gets_it_beside_the_operators_places(desk: MemoryWorkspace) -> None:
    name_channel(desk, "C0FINANCE")
    keep(desk)
    places = [each.body.get("place") or each.body["channel"] for each in sent(desk)]
    assert places == ["file", "url", "C0FINANCE"]


def test_approvers_get_it_where_there_is_no_other_place(desk: MemoryWorkspace) -> None:
    keep(desk, AnchorPlan())
    assert [each.body["channel"] for each in sent(desk)] == [FIONA.id, FRANK.id]


def test_one_that_cannot_be_sent_holds_up_no_later_one(desk: MemoryWorkspace) -> None:
    keep(desk)
    assert all(each.skippable for each in sent(desk))
    assert len({each.stream for each in sent(desk)}) == 2
