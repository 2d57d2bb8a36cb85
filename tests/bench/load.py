"""Requests that come many at once, from a client that costs little itself."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.simulator.http_wire import signed_headers

SECRET = "the-secret-of-the-bench"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answered:
    """When it was sent, by the wall clock, how many seconds its answer took, and which it was."""

    sent_at: float
    seconds: float
    status: int


def signed(path: str, body: bytes) -> bytes:
    """A request as Slack makes it."""
    return request("POST", path, body, signed_headers(SECRET, body, FORM))


def request(
    method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> bytes:
    """Its bytes."""
    named = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def sent_at_once(port: int, requests: Sequence[bytes], at_once: int) -> list[Answered]:
    """Each of so many connections sends its next request when it has its answer."""
    return asyncio.run(_sent(port, requests, at_once))


async def _sent(port: int, requests: Sequence[bytes], at_once: int) -> list[Answered]:
    shares = [requests[n::at_once] for n in range(at_once)]
    answered = await asyncio.gather(*(_one_after_another(port, each) for each in shares if each))
    return [one for each in answered for one in each]


async def _one_after_another(port: int, requests: Sequence[bytes]) -> list[Answered]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for each in requests:
        sent_at, start = time.time(), time.perf_counter()
        writer.write(each)
        status = await _answer(reader)
        answers.append(Answered(sent_at, time.perf_counter() - start, status))
    writer.close()
    return answers


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    await reader.readexactly(int(length or 0))
    return int(head.split(" ", 2)[1])
