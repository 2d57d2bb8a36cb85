"""The channels that the workspace's deals and its finance are in: whether the bot is there."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from slack_sdk import WebClient

from bot.doctor.checks import NotNeeded, Wrong
from bot.doctor.database import expect_tables
from bot.doctor.slack import asked, in_each
from bot.main import Application, NotConfigured
from jupiter_core.domain.content import State
from jupiter_core.ports import StoreTrouble, UnitOfWork

MOST_INVOICES = 500
"""The ones changed last; what is older is heard of nowhere."""
_MOST_SHOWN = 5
_MOST_PAGES = 50
_TYPES = "public_channel,private_channel"
_PAGE: Mapping[str, Any] = {"exclude_archived": True, "limit": 200}


def channels(application: Application) -> str:
    """Of the workspace of the token; where there are many, of each."""
    expect_tables(application)
    return in_each(application, partial(_channels, application))


def _channels(application: Application, client: WebClient) -> str:
    team = str(asked(client.auth_test).get("team_id"))
    try:
        with application.database.read(team) as uow:
            named = dict(_named(uow))
    except StoreTrouble as trouble:
        raise Wrong(str(trouble)) from None
    except NotConfigured as missing:
        raise Wrong(str(missing)) from None
    if not named:
        raise NotNeeded("no deal and no finance channel yet")
    joined = _joined(client)
    missing_in = {each: what for each, what in named.items() if each not in joined}
    if missing_in:
        raise Wrong(_missing(missing_in))
    return f"the bot is in all {len(named):,}"


def _named(uow: UnitOfWork) -> Iterator[tuple[str, str]]:
    """By their ids, with what each is for."""
    for invoice in uow.invoices.summaries(states=_OPEN, limit=MOST_INVOICES):
        yield invoice.deal_channel, "a deal's channel"
    if finance := uow.workspace().finance_channel:
        yield finance, "the finance channel"


_OPEN = tuple(each for each in State if each not in (State.VOID, State.PAID))


def _joined(client: WebClient) -> frozenset[str]:
    found: set[str] = set()
    cursor = ""
    for _ in range(_MOST_PAGES):
        answer = asked(partial(client.users_conversations, types=_TYPES, cursor=cursor, **_PAGE))
        found |= {str(each["id"]) for each in answer.get("channels") or ()}
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return frozenset(found)


def _missing(named: dict[str, str]) -> str:
    shown = [f"{what} {each}" for each, what in list(named.items())[:_MOST_SHOWN]]
    more = len(named) - len(shown)
    listed = ", ".join(shown) + (f" and {more:,} more" if more else "")
    return (
        f"the bot is not in {listed}, or it is archived. Type /invite @JupiterInvoice there, or "
        "choose another channel in Slack."
    )
