"""What every test may ask for."""

from collections.abc import Generator, Iterator

import pytest
import structlog
from hypothesis import settings

from tests.harness import garbage
from tests.harness.bolt_arguments import remember_argument_names
from tests.harness.browser import chromium, page, pytest_terminal_summary, running_chromium
from tests.harness.databases import migrated_database, migrated_file
from tests.harness.drawn_constants import draw_of_the_product
from tests.harness.forked_workers import pytest_xdist_setupnodes
from tests.harness.loaded_migrations import load_migrations_once
from tests.harness.patience import be_patient
from tests.harness.postgres import postgres_server
from tests.harness.prompt_ends import end_promptly
from tests.harness.route_arguments import remember_route_arguments

__all__ = [
    "chromium",
    "migrated_database",
    "migrated_file",
    "page",
    "postgres_server",
    "pytest_terminal_summary",
    "pytest_xdist_setupnodes",
    "running_chromium",
]

# How long an example takes says how busy the machine is, and nothing else.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
remember_argument_names()
remember_route_arguments()
load_migrations_once()
draw_of_the_product()
be_patient()
end_promptly()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    with garbage.none_is_looked_for():
        return (yield)


def pytest_collection_finish() -> None:
    garbage.look_seldom()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    done = yield
    garbage.a_test_is_over()
    return done


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """A command that a test runs in its own process sets up the log, and not for the next test."""
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
