"""While a process serves, whoever comes back from the database soon goes on."""

import sys

import pytest

from bot.switching import SHORTLY, switched_shortly


def test_threads_take_turns_shortly_while_a_process_serves_and_as_before_afterwards() -> None:
    before = sys.getswitchinterval()
    with switched_shortly():
        assert sys.getswitchinterval() == pytest.approx(SHORTLY)
    assert sys.getswitchinterval() == pytest.approx(before)
