"""What waits in the outbox and what was issued, read from the database when it is asked for."""

from collections.abc import Callable, Iterable

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from jupiter_core.ports import Clock, OutboxDepth, StoreTrouble

_BY = ("destination", "kind")


class Queues(Collector):
    """The same in every process of one database: take the largest, not the sum."""

    def __init__(
        self,
        depths: Callable[[], Iterable[OutboxDepth]],
        numbers_given: Callable[[], int],
        clock: Clock,
    ) -> None:
        self._depths, self._numbers_given, self._clock = depths, numbers_given, clock

    def collect(self) -> Iterable[Metric]:
        """While the database is away, that alone."""
        up = GaugeMetricFamily("jupiter_database_up", "Whether the database answers.")
        try:
            depths, given = list(self._depths()), self._numbers_given()
        except StoreTrouble:
            up.add_metric((), 0)
            return [up]
        up.add_metric((), 1)
        issued = CounterMetricFamily(
            "jupiter_issued", "Invoices and credit notes that have a number."
        )
        issued.add_metric((), given)
        return [up, issued, *self._outbox(depths)]

    def _outbox(self, depths: list[OutboxDepth]) -> list[Metric]:
        waiting = _gauge("waiting", "Messages to be sent.")
        held = _gauge("held", "Those of them that wait for jupiter outbox release.")
        given_up = _gauge("given_up", "Messages that were given up and wait for a person.")
        oldest = _gauge("oldest_seconds", "For how long the oldest message to be sent is due.")
        for each in depths:
            by = (each.destination, each.kind)
            waiting.add_metric(by, each.waiting)
            held.add_metric(by, each.held)
            given_up.add_metric(by, each.given_up)
            if each.oldest:
                age = (self._clock.now() - each.oldest).total_seconds()
                oldest.add_metric(by, max(0.0, age))
        return [waiting, held, given_up, oldest]


def _gauge(name: str, what: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"jupiter_outbox_{name}", what, labels=_BY)
