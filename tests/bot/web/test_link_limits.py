"""What one address may send to a link, over all processes, and what that must not cost."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest

from jupiter_core.ports import RateCounters, StoreBusy
from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.link_client import LinkClient, an_issued_site

WRITES = ("", "/seen", "/code", "/code/again", "/send")
FILES = ("invoice.pdf", "v/1.pdf", "invoice.cii.xml", "v/1.cii.xml", "invoice.ubl.xml")


class PatientCounters:
    """Counts in the database, and how often that was busy."""

    def __init__(self, counters: RateCounters) -> None:
        self._counters = counters
        self.counted, self.busy = 0, 0

    def add(self, key: str, window: datetime, amount: int, expires_at: datetime) -> int:
        try:
            taken = self._counters.add(key, window, amount, expires_at)
        except StoreBusy:
            self.busy += 1
            raise
        self.counted += 1
        return taken


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    url = fresh_url("sqlite", request)
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as opened:
        yield opened


@pytest.mark.parametrize("path", WRITES)
def test_what_a_link_is_sent_is_counted_before_the_database_has_its_one_writer(
    path: str, database: Database
) -> None:
    """A counter that is asked while the request itself writes waits for itself, holds everybody
    up meanwhile, and is then left out: the limit would be each process's own."""
    counters = PatientCounters(database.limits)
    site = LinkClient(store=database, counters=counters).approve()
    link = site.reading_link if path == "/send" else site.link
    answer = site.client.post(f"{link}{path}", data=site.form(po_number="7", held="x"))
    assert answer.status_code in {204, 303}
    assert (counters.counted, counters.busy) == (1, 0)


def test_every_mail_that_is_asked_for_is_counted_up_to_the_limit(database: Database) -> None:
    counters = PatientCounters(database.limits)
    site = LinkClient(store=database, counters=counters).approve()
    for _ in range(25):
        assert site.client.post(f"{site.reading_link}/send").status_code == 303
    assert (counters.counted, counters.busy) == (20, 0)


def test_the_files_of_an_invoice_are_served_sixty_times_a_minute_together() -> None:
    site = an_issued_site()
    for number in range(60):
        path = FILES[number % len(FILES)]
        assert site.client.get(f"{site.link}/{path}").status_code != 429
    for path in FILES:
        answer = site.client.get(f"{site.link}/{path}")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    site.clock.advance(minutes=1)
    assert site.client.get(f"{site.link}/invoice.cii.xml").status_code == 200


def test_a_link_that_leads_nowhere_counts_for_no_invoice() -> None:
    site = an_issued_site()
    for _ in range(61):
        assert site.client.get("/i/nonsense/invoice.cii.xml").status_code == 404
    assert site.client.get(f"{site.link}/invoice.cii.xml").status_code == 200
