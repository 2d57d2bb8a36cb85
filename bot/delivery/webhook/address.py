"""Where a webhook's host leads: looked up once, checked, and then connected to as it was checked.

Checking a name and then connecting by name would look it up twice, and the second answer may be
another one.
"""

import queue
import socket
import threading
from collections.abc import Callable, Collection
from ipaddress import ip_address

from bot.delivery.webhook.deadline import Deadline
from bot.security.public_addresses import is_public
from bot.security.webhook_addresses import UnreachableAddress, is_allowed

LookUp = Callable[[str, int], list[str]]
"""The IP addresses of a host, best first. Raises OSError."""


def system_look_up(host: str, port: int) -> list[str]:
    """As the machine's own resolver answers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


def addresses_of(
    host: str, port: int, allowed: Collection[str], deadline: Deadline, look_up: LookUp
) -> list[str]:
    """All addresses of a host. Raises OSError where there are none in time, and
    UnreachableAddress where a single one is not public, unless the operator allows the host."""
    found = _in_time(lambda: look_up(host, port), deadline)
    if not found:
        raise OSError("no address")
    public = all(is_public(ip_address(each)) for each in found)
    if not public and not is_allowed(host, port, allowed):
        raise UnreachableAddress(host)
    return found


def _in_time(work: Callable[[], list[str]], deadline: Deadline) -> list[str]:
    """The resolver knows no time-out, so it works in a thread that is left alone after it."""
    done: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except (OSError, UnicodeError) as error:
            done.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=run, name="webhook-look-up", daemon=True).start()
    try:
        answer = done.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError("the name was not resolved in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
