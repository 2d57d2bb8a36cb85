"""What a command costs that only prints something, in processor time of its own process."""

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measured import Row, Tell

_VECTORS = Path(__file__).parents[1] / "vectors" / "contract_changes.json"
_MAIN = "from bot.cli.app import main; main()"


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """Seconds."""
    rounds = 3 if quick else 9
    with TemporaryDirectory() as folder:
        contract = Path(folder) / "contract.json"
        contract.write_text(json.dumps(json.loads(_VECTORS.read_text("utf-8"))[0]["before"]))
        commands = {"jupiter --help": ["--help"], "jupiter schedule": ["schedule", str(contract)]}
        return [_row(name, given, rounds, tell) for name, given in commands.items()]


def _row(name: str, arguments: Sequence[str], rounds: int, tell: Tell) -> Row:
    tell(name)
    _spent(arguments)
    spent = [_spent(arguments) for _ in range(rounds)]
    return Row(f"{name}: seconds", "–", "≤ 0.3", spent)


def _spent(arguments: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", _MAIN, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
