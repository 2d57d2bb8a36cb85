"""Memory that is free again goes back to the system while a process serves."""

import sys
import threading
from pathlib import Path

import pytest

from bot.allocator import give_back, memory_given_back

_BLOCK, _COUNT = 100_000, 500
"""Bytes, less than what glibc asks the system for apart, and fifty megabytes of them."""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's alone")
def test_what_is_freed_in_the_middle_of_a_heap_is_given_back() -> None:
    blocks = [bytes(_BLOCK) for _ in range(_COUNT)]
    for each in blocks:
        bytearray(each)
    last = blocks[-1]
    held = _resident()
    del blocks, each
    give_back()
    assert last
    assert _resident() < held - _BLOCK * _COUNT // 2


def test_its_thread_ends_with_the_block() -> None:
    with memory_given_back(seconds=3600):
        pass
    assert "memory" not in {each.name for each in threading.enumerate()}


def _resident() -> int:
    """Bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096
