"""One server for the examples of a module."""

from collections.abc import Iterator

import pytest

from tests.examples.served import Served, a_served_workspace


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with a_served_workspace(tmp_path_factory.mktemp("served")) as running:
        yield running
