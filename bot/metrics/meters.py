"""The meters of one process. Labels are words of the program: no name, number or amount."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_ACK = (0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5)
"""Seconds; Slack waits for three."""
_WORK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)


class Meters:
    """Each part of the process writes to its own; `registry` is what is read."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.acks = Histogram(
            "jupiter_slack_ack_seconds",
            "From a payload of Slack to its answer, by kind of payload.",
            ["payload"],
            buckets=_ACK,
            registry=self.registry,
        )
        self.slack_calls = Counter(
            "jupiter_slack_calls",
            "Calls to Slack's API, by method and HTTP status; none where nothing answered.",
            ["method", "status"],
            registry=self.registry,
        )
        self.requests = Counter(
            "jupiter_http_requests",
            "Requests, by route and status; routes are templates, without ids or tokens.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.request_seconds = Histogram(
            "jupiter_http_request_seconds",
            "From a request to the end of its answer, by route.",
            ["route"],
            buckets=_WORK,
            registry=self.registry,
        )
        self.sendings = Histogram(
            "jupiter_outbox_send_seconds",
            "Tries to send a message, by kind and outcome.",
            ["destination", "kind", "outcome"],
            buckets=_WORK,
            registry=self.registry,
        )
        self.renders = Histogram(
            "jupiter_render_seconds",
            "Papers and e-invoices that were made.",
            ["document"],
            buckets=_WORK,
            registry=self.registry,
        )
