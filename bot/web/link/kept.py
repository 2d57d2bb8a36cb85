"""Answers of the customer's page that are given again while nothing has changed of which they are
made.

AP, its colleagues and their scanners get the same page many times, and to draw it takes fifty times
as long as to send it. An answer is kept by its whole address, so that nobody gets what another link
leads to. Before it is given again, the database is asked whether anything was written since: a link
that was revoked or replaced, an invoice that was paid or voided, a question that was answered all
end it. What has to differ from one answer to the next, the ids of its forms, is put in anew.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import Response

from bot.web.link.context import Visit
from jupiter_core.ports import Store, UnitOfWork

MOST_BYTES = 32 * 1024 * 1024
"""Of what was answered; those asked for last stay."""
_LARGEST_ADDRESS = 1_000
_OVERHEAD = 1_000
"""Bytes, about, of what is kept beside the content of an answer."""

Address = tuple[str, str, str]
"""What of a request decides its answer: where we are served, its path and its query."""


class Source(NamedTuple):
    """What an answer is made of: an invoice on a day of its legal entity, as the database's stamp
    has it. `language` is the customer's."""

    workspace_id: str
    invoice_id: str
    profile_id: str
    zone: str
    day: date
    language: str
    stamp: Hashable

    @classmethod
    def of(cls, visit: Visit) -> "Source":
        """As this transaction sees it."""
        uow, invoice = visit.uow, visit.invoice
        seller = invoice.content.seller
        return cls(
            workspace_id=uow.workspace_id,
            invoice_id=invoice.id,
            profile_id=seller.profile_id,
            zone=seller.time_zone,
            day=_day(uow.now, seller.time_zone),
            language=invoice.content.language,
            stamp=uow.page_stamp(invoice.id, seller.profile_id),
        )

    def holds(self, uow: UnitOfWork) -> bool:
        """Whether nothing of it has changed."""
        if _day(uow.now, self.zone) != self.day:
            return False
        return uow.page_stamp(self.invoice_id, self.profile_id) == self.stamp


class Kept(NamedTuple):
    """An answer of status 200. Where it had `nonces`, `parts` are what stands before, between and
    after them, and `order` says which stood where."""

    source: Source
    parts: tuple[bytes, ...]
    order: tuple[int, ...]
    nonces: int
    media_type: str
    headers: Mapping[str, str]

    @property
    def size(self) -> int:
        """In bytes."""
        return _OVERHEAD + sum(map(len, self.parts))

    def answer(self, nonces: Sequence[str]) -> Response:
        """With these in the places of its own."""
        body = self.parts[0]
        if self.order:
            fresh = [each.encode() for each in nonces]
            pieces = [body]
            for which, part in zip(self.order, self.parts[1:], strict=True):
                pieces += [fresh[which], part]
            body = b"".join(pieces)
        return Response(body, media_type=self.media_type, headers=dict(self.headers))


class Again(NamedTuple):
    """A kept answer that holds, at the moment `now`; `new_nonces` are for this request alone."""

    kept: Kept
    now: datetime
    new_nonces: tuple[str, ...]

    def answer(self) -> Response:
        """To be sent."""
        return self.kept.answer(self.new_nonces)


class KeptAnswers:
    """Of one process."""

    def __init__(self, store: Store, most_bytes: int = MOST_BYTES) -> None:
        self._store, self._most = store, most_bytes
        self._kept: OrderedDict[Address, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, address: Address) -> Again | None:
        """What was answered there before; None where that holds no more."""
        with self._lock:
            kept = self._kept.get(address)
            if kept is None:
                return None
            self._kept.move_to_end(address)
        with self._store.read(kept.source.workspace_id) as uow:
            if kept.source.holds(uow):
                return Again(kept, uow.now, tuple(uow.new_id() for _ in range(kept.nonces)))
        with self._lock:
            self._drop(address)
        return None

    def keep(
        self, address: Address, source: Source, answer: Response, nonces: Sequence[str] = ()
    ) -> None:
        """`nonces` are those that this answer alone may have."""
        if answer.status_code != 200 or sum(map(len, address)) > _LARGEST_ADDRESS:
            return
        parts, order = _parted(bytes(answer.body), nonces)
        headers = {
            name: value
            for name, value in answer.headers.items()
            if name not in ("content-length", "content-type")
        }
        kept = Kept(
            source=source,
            parts=parts,
            order=order,
            nonces=len(nonces),
            media_type=answer.media_type or "",
            headers=headers,
        )
        with self._lock:
            self._drop(address)
            self._kept[address] = kept
            self._bytes += kept.size
            while self._bytes > self._most:
                self._drop(next(iter(self._kept)))

    def _drop(self, address: Address) -> None:
        kept = self._kept.pop(address, None)
        if kept:
            self._bytes -= kept.size


def address_of(request: Request) -> Address:
    """Of this request."""
    scope = request.scope
    return scope["root_path"], scope["path"], scope["query_string"].decode("latin-1")


def _parted(body: bytes, nonces: Sequence[str]) -> tuple[tuple[bytes, ...], tuple[int, ...]]:
    if not nonces:
        return (body,), ()
    found = re.compile(b"|".join(re.escape(each.encode()) for each in nonces))
    order = tuple(nonces.index(each.decode()) for each in found.findall(body))
    return tuple(found.split(body)), order


def _day(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
