"""A request that changes something: what it saw, and whether it was here before.

A change and the answer to it are committed together, so that a request whose answer was lost,
for whatever reason, is answered again and not done again.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.responses import Response

from bot.api.context import ApiContext, Caller, Reply, caller
from bot.api.refusals import AnswerUnreadable, HeaderNeeded, UnreadableHeader
from bot.security.secret_box import CannotOpen
from jupiter_core.commands.permission import expect_scope
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.idempotency import LONGEST_KEY, Answered
from jupiter_core.ports import Renderer, UnitOfWork

IdempotencyKey = Annotated[
    str,
    Header(
        max_length=LONGEST_KEY,
        pattern=r"^[\x20-\x7e]*$",
        description="Send the same key with each retry: for 24 hours the request runs once, "
        "and every retry gets the same answer.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        description="The ETag of the version you last saw, or *.",
        json_schema_extra={"pattern": r'^"[^"]+"$|^\*$'},
    ),
]


@dataclass(frozen=True)
class KeyedRequest:
    """`fingerprint` is that of the request's method, address and body. A key with the scope
    `instead` does without `scope`: whose the thing is decides the command."""

    caller: Caller
    scope: Scope
    idempotency_key: str
    fingerprint: str
    if_match: str | None
    instead: Scope | None = None

    @property
    def by(self) -> Actor:
        return self.caller.actor

    @property
    def ctx(self) -> ApiContext:
        return self.caller.ctx

    @property
    def renderer(self) -> Renderer:
        return self.ctx.renderer

    def seen(self) -> int | None:
        """The sequence that If-Match names; None for `*`. Raises HeaderNeeded."""
        self.expect_if_match()
        return self.seen_if_said()

    def seen_if_said(self) -> int | None:
        """The same where nothing has to be said. A tag that we never gave is a version that
        nobody saw."""
        tag = self.tag()
        if tag is None:
            return None
        return int(tag) if tag.isascii() and tag.isdecimal() and len(tag) < 10 else 0

    def expect_if_match(self) -> None:
        """Raises HeaderNeeded."""
        if self.if_match is None:
            raise HeaderNeeded()

    def tag(self) -> str | None:
        """What stands between the quotes of If-Match; None for `*` and for nothing."""
        said = "*" if self.if_match is None else self.if_match.strip()
        if said == "*":
            return None
        if len(said) < 3 or said[0] != '"' or said[-1] != '"':
            raise UnreadableHeader("If-Match", 'an ETag as it was given, such as "7", or *')
        return said[1:-1]

    def once(self, work: Callable[[UnitOfWork], Reply]) -> Response:
        """Does the work and answers; a repeat with the same Idempotency-Key is only answered.

        Two at once wait for each other: a workspace has one writer at a time. Raises
        AnotherRequest for other content under the same key, AnswerUnreadable where the answer was
        sealed with a key that SECRET_KEY has no more, and whatever `work` refuses; then nothing is
        kept, and the key is free.
        """
        with self.ctx.store.write(self.caller.workspace_id) as uow:
            expect_scope(uow, self.by, self._scope())
            known = self._answered(uow)
            if known:
                return known.response
            reply = work(uow)
            if self.idempotency_key:
                uow.answers.keep(self._kept(reply, uow))
            has_work = uow.outbox.has_work
        if has_work:
            self.ctx.wake()
        return reply.response

    def _scope(self) -> Scope:
        has_other = self.instead and not self.caller.key.may(self.scope)
        return self.instead if has_other and self.instead else self.scope

    def _answered(self, uow: UnitOfWork) -> Reply | None:
        if not self.idempotency_key:
            return None
        known = uow.answers.find(self.caller.key.id, self.idempotency_key)
        if known is None:
            return None
        again = known.repeated(self.fingerprint)
        headers = (*again.headers.items(), ("Idempotency-Replayed", "true"))
        try:
            body = self.ctx.secret_box.open(again.body)
        except CannotOpen:
            raise AnswerUnreadable() from None
        return Reply(body, again.status, headers)

    def _kept(self, reply: Reply, uow: UnitOfWork) -> Answered:
        """Sealed: an answer may hold a customer's link, or a secret that is shown once."""
        return Answered(
            key_id=self.caller.key.id,
            idempotency_key=self.idempotency_key,
            fingerprint=self.fingerprint,
            status=reply.status,
            headers=dict(reply.headers),
            body=self.ctx.secret_box.seal(reply.body),
            at=uow.now,
        )


def creation(scope: Scope, instead: Scope | None = None) -> Callable[..., Awaitable[KeyedRequest]]:
    """A dependency: what a request that makes something, by a key with `scope`, says of itself."""

    async def creating(
        request: Request,
        known: Annotated[Caller, Depends(caller(scope, instead))],
        idempotency_key: IdempotencyKey = "",
    ) -> KeyedRequest:
        return await _change(request, known, idempotency_key, None, (scope, instead))

    return creating


def change(scope: Scope, instead: Scope | None = None) -> Callable[..., Awaitable[KeyedRequest]]:
    """The same for a request that changes something: it says which version it saw."""

    async def changing(
        request: Request,
        known: Annotated[Caller, Depends(caller(scope, instead))],
        idempotency_key: IdempotencyKey = "",
        if_match: IfMatch = None,
    ) -> KeyedRequest:
        return await _change(request, known, idempotency_key, if_match, (scope, instead))

    return changing


async def _change(
    request: Request,
    known: Caller,
    idempotency_key: str,
    if_match: str | None,
    scopes: tuple[Scope, Scope | None],
) -> KeyedRequest:
    asked = f"{request.method} {request.url.path}?{request.url.query}\n"
    whole = asked.encode() + await request.body()
    fingerprint = hashlib.sha256(whole).hexdigest()
    return KeyedRequest(known, scopes[0], idempotency_key, fingerprint, if_match, scopes[1])
