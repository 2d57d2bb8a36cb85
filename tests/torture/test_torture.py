"""A short torture, as `make torture` is a long one: what it reckons must hold after each kill."""

from pathlib import Path

import pytest

from tests.torture.scene import POSTGRESQL, SQLITE
from tests.torture.tortured import Torture, tortured


@pytest.mark.parametrize("kind", [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgres)])
def test_nothing_is_lost_or_out_of_order_while_processes_are_killed_and_all_places_fail(
    tmp_path: Path, kind: str
) -> None:
    said: list[str] = []
    outcome = tortured(Torture(kind=kind, kills=8, seconds=0.5, seed=7), tmp_path, said.append)
    assert outcome.holds, "\n".join(outcome.lines())
    assert outcome.web_kills == outcome.worker_kills == 4, outcome.log
    assert outcome.reckoning.deals > 0
    assert "Traceback" not in outcome.log
