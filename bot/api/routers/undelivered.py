"""Messages that were given up: what waits for a person, and sending it again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from bot.api.change import KeyedRequest, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from jupiter_core.commands.dead_letters import (
    ResendLetter,
    ResendLetters,
    resend_letter,
    resend_letters,
)
from jupiter_core.domain.api_key import ApiKey, Scope
from jupiter_core.outbox.resendable import DealNoun, resendable
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.undelivered import ResentResource, UndeliveredMessageResource

MessageId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]
Reads = Annotated[Caller, Depends(caller(Scope.INVOICES_READ))]
Writes = Annotated[KeyedRequest, Depends(creation(Scope.INVOICES_WRITE))]
_READ = {DealNoun.INVOICE: Scope.INVOICES_READ, DealNoun.CONTRACT: Scope.CONTRACTS_READ}
_WRITTEN = {DealNoun.INVOICE: Scope.INVOICES_WRITE, DealNoun.CONTRACT: Scope.CONTRACTS_WRITE}

router = APIRouter(tags=["Undelivered messages"])


@router.get(
    "/undelivered-messages",
    summary="List undelivered messages",
    responses=answers(200, Page[UndeliveredMessageResource], "Oldest first", 400),
)
def listed(caller: Reads, limit: Limit = 25, cursor: Cursor = "") -> Response:
    """What was given up and can be sent again, to Slack or by e-mail. Those about contracts are
    for a key that may read contracts. What a webhook endpoint did not take is among its
    deliveries."""
    with caller.reading() as uow:
        found = resendable(uow, _nouns(caller.key, _READ))
        ids = [each.message.id for each in found]
        after = place_of(cursor)
        begins = ids.index(after) + 1 if after in ids else 0
        here, more = cut(found[begins : begins + limit + 1], limit)
        items = tuple(UndeliveredMessageResource.of(uow, each) for each in here)
    page = Page[UndeliveredMessageResource](
        items=items, next_cursor=cursor_of(items[-1].id) if more else None
    )
    return Reply(page.model_dump_json()).response


@router.post(
    "/undelivered-messages/resend",
    status_code=202,
    summary="Send all undelivered messages again",
    responses=answers(202, ResentResource, "How many are on their way again", 400),
)
def all_resent(change: Writes) -> Response:
    """Those that the key's owner may send again, the oldest first: what they drafted; as an
    approver, all. Those about contracts need `contracts:write` too."""

    def work(uow: UnitOfWork) -> Reply:
        nouns = _nouns(change.caller.key, _WRITTEN)
        count = resend_letters(ResendLetters(by=change.by, nouns=nouns), uow)
        return Reply(ResentResource(resent=count).model_dump_json(), 202)

    return change.once(work)


@router.post(
    "/undelivered-messages/{message_id}/resend",
    status_code=202,
    summary="Send an undelivered message again",
    responses=answers(202, ResentResource, "It is on its way again", 400, 404),
)
def resent(change: Writes, message_id: MessageId) -> Response:
    """At once and with all its tries. Whoever drafted the invoice or contract may, and approvers;
    one about a contract needs `contracts:write` too."""

    def work(uow: UnitOfWork) -> Reply:
        nouns = _nouns(change.caller.key, _WRITTEN)
        resend_letter(ResendLetter(by=change.by, message_id=message_id, nouns=nouns), uow)
        return Reply(ResentResource(resent=1).model_dump_json(), 202)

    return change.once(work)


def _nouns(key: ApiKey, needed: dict[DealNoun, Scope]) -> frozenset[DealNoun]:
    return frozenset(noun for noun, scope in needed.items() if key.may(scope))
