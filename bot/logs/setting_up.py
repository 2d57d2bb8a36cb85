"""How the log is written: one line an event, the libraries' lines as ours; to standard error."""

import json
import logging
import sys
from datetime import UTC, datetime

import structlog
from structlog.contextvars import get_contextvars, merge_contextvars
from structlog.typing import Processor

from bot.logs.errors import Unquoting, unquoting
from bot.logs.quiet import QuietServers, Seldom

_NOISY = ("slack_bolt", "slack_sdk", "httpcore", "apscheduler", "fpdf", "fontTools", "alembic")


class JsonLines(Unquoting):
    """A line of a library, of the same form as ours: with what is known of the request."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **get_contextvars(),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


def set_up_logging(level: str, *, in_json: bool = False) -> None:
    """Of both kinds of loggers: for people, or JSON Lines for what collects logs. Never a body, a
    token or an error's own words."""
    handler = logging.StreamHandler()
    plain = Unquoting("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if in_json else plain)
    handler.addFilter(QuietServers())
    logging.basicConfig(level=level, handlers=[handler])
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            Seldom(),
            merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(
                fmt="iso", utc=True, key="time" if in_json else "timestamp"
            ),
            unquoting,
            _renderer(in_json=in_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        # Looked up for each line: whoever runs a command in a process of theirs may replace it.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def _renderer(*, in_json: bool) -> Processor:
    if in_json:
        return structlog.processors.JSONRenderer(default=str)
    return structlog.dev.ConsoleRenderer(colors=False)
