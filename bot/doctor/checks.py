"""A check: it says what is well, or raises Wrong; and all of them done, each for itself."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass


class Wrong(Exception):
    """Says in one line what is wrong and how to mend it, and nothing that is secret."""


class NotNeeded(Exception):
    """There is nothing to check here; says why."""


@dataclass(frozen=True)
class Check:
    """`look` gives what is well; without the settings that it `needs`, it cannot be done."""

    name: str
    look: Callable[[], str]
    needs: frozenset[str] = frozenset()
    seconds: float = 30


@dataclass(frozen=True)
class Finding:
    name: str
    sentence: str
    mark: str

    @property
    def wrong(self) -> bool:
        return self.mark == WRONG

    @property
    def line(self) -> str:
        return f"{self.mark:<6} {self.name}: {' '.join(self.sentence.split())}"


OK, WRONG, NONE = "ok", "WRONG", "-"


def examined(checks: Sequence[Check], unread: Collection[str]) -> Iterator[Finding]:
    """Each finding in order, as soon as it is there. `unread` are the settings that cannot be used.

    All begin at once: one that fails, or gives no answer in its time, holds up no other.
    """
    pool = ThreadPoolExecutor(max_workers=max(len(checks), 1))
    begun = [(each, _begun(pool, each, unread)) for each in checks]
    pool.shutdown(wait=False)
    for check, wait in begun:
        yield wait(check)


def _begun(
    pool: ThreadPoolExecutor, check: Check, unread: Collection[str]
) -> Callable[[Check], Finding]:
    missing = sorted(check.needs & set(unread))
    if missing:
        return lambda each: Finding(each.name, f"not checked without {', '.join(missing)}", WRONG)
    future = pool.submit(check.look)

    def found(each: Check) -> Finding:
        try:
            failed = future.exception(each.seconds)
        except TooLate:
            return Finding(each.name, f"no answer within {each.seconds:.0f} seconds", WRONG)
        if failed is None:
            return Finding(each.name, future.result(), OK)
        return _failed(each.name, failed)

    return found


def _failed(name: str, failed: BaseException) -> Finding:
    """What was not foreseen is told by its kind only, as its words may be anything."""
    if isinstance(failed, NotNeeded):
        return Finding(name, str(failed), NONE)
    if isinstance(failed, Wrong):
        return Finding(name, str(failed), WRONG)
    return Finding(name, f"could not be checked ({type(failed).__name__})", WRONG)
