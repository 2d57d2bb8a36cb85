"""What waits and what was issued, as Prometheus reads it."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest

from bot.metrics import Queues
from jupiter_core.ports import OutboxDepth, StoreBusy
from tests.factories import NOW
from tests.harness.fakes import FixedClock


def read(queues: Queues) -> list[str]:
    registry = CollectorRegistry()
    registry.register(queues)
    lines = generate_latest(registry).decode().splitlines()
    return [each for each in lines if not each.startswith("#")]


def test_depth_age_and_what_was_given_up_are_told_by_kind() -> None:
    depths = [
        OutboxDepth(
            destination="slack",
            kind="card",
            waiting=3,
            given_up=1,
            oldest=NOW - timedelta(seconds=90),
        ),
        OutboxDepth(destination="email", kind="email", waiting=2, given_up=0, held=2),
    ]
    assert read(Queues(lambda: depths, lambda: 41, FixedClock(NOW))) == [
        "jupiter_database_up 1.0",
        "jupiter_issued_total 41.0",
        'jupiter_outbox_waiting{destination="slack",kind="card"} 3.0',
        'jupiter_outbox_waiting{destination="email",kind="email"} 2.0',
        'jupiter_outbox_held{destination="slack",kind="card"} 0.0',
        'jupiter_outbox_held{destination="email",kind="email"} 2.0',
        'jupiter_outbox_given_up{destination="slack",kind="card"} 1.0',
        'jupiter_outbox_given_up{destination="email",kind="email"} 0.0',
        'jupiter_outbox_oldest_seconds{destination="slack",kind="card"} 90.0',
    ]


def test_while_the_database_is_away_that_alone_is_told() -> None:
    def away() -> list[OutboxDepth]:
        raise StoreBusy("away")

    assert read(Queues(away, lambda: 0, FixedClock(NOW))) == ["jupiter_database_up 0.0"]
