"""What the tests of a checkout that is new are loaded from and drawn from, found out beside their
loading by a process of its own: rewritten modules, constants of the product, kinds of characters.

Each is kept on disk by pytest and by Hypothesis, where the next one who asks finds it.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.assertion import rewrite
from hypothesis.configuration import storage_directory
from hypothesis.internal import charmap
from hypothesis.internal.constants_ast import constants_from_module

_PRODUCT = ("jupiter_core", "bot")


def rewritten(config: pytest.Config, files: list[Path]) -> Callable[[Path], object]:
    """From the last one on, towards the process that loads them from the first one on."""

    def work(_: Path) -> None:
        state = config.stash[rewrite.assertstate_key]
        for file in [] if sys.dont_write_bytecode else reversed(files):
            kept = rewrite.get_cache_dir(file) / f"{file.stem}{rewrite.PYC_TAIL}"
            if kept.exists():
                continue
            kept.parent.mkdir(parents=True, exist_ok=True)
            with suppress(SyntaxError):
                sum_of_source, code = rewrite._rewrite_test(file, config)
                rewrite._write_pyc(state, code, sum_of_source, kept)

    return work


def characters(_: Path) -> None:
    charmap.charmap()
    charmap.intervals_from_codec("utf-8")


def constants(root: Path) -> Callable[[Path], object]:
    def work(_: Path) -> None:
        if storage_directory("constants").path.exists():
            return
        for package in _PRODUCT:
            for file in (root / package).rglob("*.py"):
                named = ModuleType(file.stem)
                named.__file__ = str(file)
                constants_from_module(named)

    return work
