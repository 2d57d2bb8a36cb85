"""JupiterInvoice as `jupiter run` serves it, in a process of its own.

`python -m tests.bench.slack_ours PORT SLACK DATABASE` serves it; the database is filled already.
With `web` behind it, messages and timers are for another process; with `worker` it is that one, and
its port tells how it is.
"""

import os
import sys

from bot.cli.serving import run, web, worker
from tests.bench.load import SECRET
from tests.factories import SECRET_KEY


def main(port: str, slack: str, database: str, part: str = "") -> None:
    os.environ |= {
        "DATABASE_URL": database,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PORT": port,
        "SECRET_KEY": SECRET_KEY,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack,
        "LOG_LEVEL": "WARNING",
    }
    if part == "worker":
        os.environ["METRICS_PORT"] = port
    {"": run, "web": web, "worker": worker}[part]()


if __name__ == "__main__":
    main(*sys.argv[1:])
