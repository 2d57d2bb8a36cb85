"""A draft that somebody without an account leaves, and that a workspace takes once."""

from datetime import timedelta
from typing import Any

import pytest

from jupiter_core.commands.handover import Leave, leave, take
from jupiter_core.domain.handover import KEPT_FOR, LARGEST_MATERIAL, HandoverGone, HandoverTooLarge
from tests.factories import NOW
from tests.harness.workspace import MemoryWorkspace

CODE = "7QK4-M2ZX-9RTB"
MATERIAL = {"memo": "Thank <you>", "lines": [{"quantity": "two hundred"}]}


def left(desk: MemoryWorkspace, **changes: Any) -> str:
    leave(Leave(**{"code": CODE, "kind": "invoice", "material": MATERIAL, **changes}), desk.store)
    return CODE


def test_what_is_left_is_taken_as_it_was_typed() -> None:
    desk = MemoryWorkspace()
    code = left(desk)
    with desk.writing() as uow:
        handover = take(code, uow)
    assert (handover.kind, handover.material) == ("invoice", MATERIAL)


def test_whoever_leaves_it_hears_until_when_it_is_kept() -> None:
    desk = MemoryWorkspace()
    until = leave(Leave(code=CODE, kind="contract", material={}), desk.store)
    assert until == NOW + KEPT_FOR == NOW + timedelta(days=7)


def test_the_code_itself_is_kept_nowhere() -> None:
    desk = MemoryWorkspace()
    left(desk)
    kept = repr(desk.tables)
    assert CODE not in kept
    assert CODE.replace("-", "") not in kept


@pytest.mark.parametrize("typed", ["", "7QK4", "7QK4-M2ZX-9RTC", CODE + "0", "%", "' OR 1=1"])
def test_a_wrong_code_and_a_used_one_are_refused_in_the_same_words(typed: str) -> None:
    desk = MemoryWorkspace()
    left(desk)
    with desk.writing() as uow:
        with pytest.raises(HandoverGone) as wrong:
            take(typed, uow)
        take(CODE, uow)
        with pytest.raises(HandoverGone) as used:
            take(CODE, uow)
    assert wrong.value.sentence == used.value.sentence


def test_a_draft_is_gone_after_seven_days() -> None:
    desk = MemoryWorkspace()
    left(desk)
    desk.at(NOW + KEPT_FOR)
    with desk.writing() as uow, pytest.raises(HandoverGone):
        take(CODE, uow)


def test_when_no_draft_comes_of_it_the_code_is_still_good() -> None:
    desk = MemoryWorkspace()
    left(desk)
    with pytest.raises(ZeroDivisionError), desk.writing() as uow:
        take(CODE, uow)
        raise ZeroDivisionError
    with desk.writing() as uow:
        assert take(CODE.lower(), uow).material == MATERIAL


def test_what_is_too_large_is_not_kept() -> None:
    desk = MemoryWorkspace()
    room = LARGEST_MATERIAL - len('{"memo":""}')
    left(desk, material={"memo": "€" * room})
    with pytest.raises(HandoverTooLarge):
        left(desk, code="another", material={"memo": "€" * (room + 1)})
    with desk.writing() as uow, pytest.raises(HandoverGone):
        take("another", uow)
