"""Has imported the bot, and forks its processes: a start takes a tenth of a second, not two.

Run as a program. It reads `<command> <port> <log file>` a line and answers with the process's id.
"""

import os
import signal
import sys

from bot.cli import serving
from bot.cli.app import main as jupiter


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed leaves nothing behind
    print("ready", flush=True)
    for line in sys.stdin:
        command, port, log = line.split()
        child = os.fork()
        if child == 0:
            _be(command, port, log)
        print(child, flush=True)


def _be(command: str, port: str, log: str) -> None:
    """What `jupiter <command>` would be in a process of its own. Does not return."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, written), (2, written)):
        os.dup2(target, stream)
    os.environ["PORT"] = port
    sys.argv = ["jupiter", command]
    code = 1
    try:
        jupiter()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    assert serving
    main()
