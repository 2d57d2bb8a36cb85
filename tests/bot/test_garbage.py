"""While a process serves, what it has loaded is not looked through again and again."""

import gc
from collections.abc import Iterator

import pytest

from bot.garbage import HARDLY, SELDOM, garbage_hardly, garbage_seldom


@pytest.fixture(autouse=True)
def nothing_loaded_is_looked_through_afterwards() -> Iterator[None]:
    """As it was, for the tests to come."""
    yield
    gc.freeze()


def test_what_is_loaded_is_left_alone_while_a_process_serves_and_afterwards_all_is_as_before() -> (
    None
):
    threshold, frozen = gc.get_threshold(), gc.get_freeze_count()
    with garbage_seldom():
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count() > frozen
    assert gc.get_threshold() == threshold
    assert gc.get_freeze_count() == 0


def test_what_a_command_leaves_is_not_looked_through_at_its_end() -> None:
    threshold = gc.get_threshold()
    try:
        with garbage_hardly():
            assert gc.get_threshold() == HARDLY
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
