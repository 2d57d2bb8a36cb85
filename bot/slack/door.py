"""What every listener needs, and the three ways in which Slack is told of a refusal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.presenters.blocks import Block, escaped, modal, plain, section
from bot.presenters.links import Links
from bot.presenters.view_state import field_errors, values_of
from bot.slack.people import People, Person
from jupiter_core.domain.refusals import Mistakes, Refusal
from jupiter_core.ports import Renderer, Store, UnitOfWork

Body = dict[str, Any]


@dataclass(frozen=True)
class Door:
    """The parts behind the listeners. `nudge` wakes the outbox after a commit."""

    store: Store
    paper: Renderer
    links: Links
    people: People
    nudge: Callable[[], None]

    def person(self, client: WebClient, body: Body) -> Person:
        """Whoever sent this payload, as Slack knows them now."""
        return self.people.get(client, team_of(body), user_of(body))

    @contextmanager
    def writing(self, body: Body, once: str | None = None) -> Iterator[UnitOfWork]:
        """A transaction in the payload's workspace; `once` is the key of what must not repeat.

        Raises AlreadyDone for a repeat. The outbox is nudged when it was committed.
        """
        with self.store.write(team_of(body)) as uow:
            if once:
                uow.once(once)
            yield uow
        self.nudge()

    @contextmanager
    def reading(self, body: Body) -> Iterator[UnitOfWork]:
        with self.store.read(team_of(body)) as uow:
            yield uow


def team_of(body: Body) -> str:
    """The workspace that a command, an interaction or an event comes from."""
    team = body.get("team") or {}
    return str(team.get("id") or body.get("team_id") or body["user"]["team_id"])


def user_of(body: Body) -> str:
    """Who really pressed, typed or submitted: authorise on this and nothing else."""
    user = body.get("user")
    return str(user["id"] if isinstance(user, dict) else body["user_id"])


def tell_privately(client: WebClient, body: Body, text: str) -> None:
    """A sentence that only the person who acted sees, where they acted."""
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id")
    container = body.get("container") or {}
    thread = container.get("thread_ts")
    client.chat_postEphemeral(
        channel=channel or container["channel_id"],
        user=user_of(body),
        text=escaped(text),
        thread_ts=thread,
        parse="none",
        link_names=False,
    )


def refuse_submission(ack: Ack, refusal: Refusal, blocks: Mapping[str, str], default: str) -> None:
    """Puts each mistake on its field; `blocks` maps paths to block ids, the rest goes to
    `default`."""
    each = refusal.refusals if isinstance(refusal, Mistakes) else (refusal,)
    errors: dict[str, str] = {}
    for one in each:
        errors.setdefault(blocks.get(one.path or "", default), one.sentence)
    ack(response_action="errors", errors=errors)


def refuse_fields(ack: Ack, refusal: Refusal, body: Body) -> None:
    """Puts each mistake on the field of its path, and one without a field on the first."""
    values = values_of(body["view"])
    first = next(iter(values))
    ack(
        response_action="errors",
        errors=field_errors(refusal, values) or {first: refusal.sentence},
    )


def refusal_view(refusal: Refusal) -> Block:
    """A modal that says why, for places where no message can be shown."""
    return modal("Not possible", [section(plain(refusal.sentence))], callback_id="refusal")
