"""What every listener needs, and the three ways in which Slack is told of a refusal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.view_state import field_errors, values_of
from bot.security.links import Links
from bot.slack.people import People, Person
from bot.slack.views.blocks import Block, escaped, modal, plain, section
from bot.system import random_secret
from bot.wording.text import shortened
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.ports import Renderer, Store, UnitOfWork

Body = dict[str, Any]

LONGEST_SENTENCE = 2500
"""Of a refusal that quotes what somebody typed; a message holds little more."""

_NOT_SHOWN_HERE = ("not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived")


@dataclass(frozen=True)
class SlackContext:
    """The parts behind the listeners. `wake` wakes the outbox after a commit; `random_text` is what
    secrets are made of; `mails` says whether there is a mail server."""

    store: Store
    renderer: Renderer
    links: Links
    people: People
    wake: Callable[[], None]
    random_text: Callable[[], str] = random_secret
    mails: bool = False

    def person(self, client: WebClient, body: Body) -> Person:
        """Whoever sent this payload, as Slack knew them within the last minute: for reading and
        drafting."""
        return self.people.get(client, team_of(body), user_of(body))

    def person_now(self, client: WebClient, body: Body) -> Person:
        """The same as Slack knows them at this moment: for all that commits somebody else."""
        return self.people.get_now(client, team_of(body), user_of(body))

    @contextmanager
    def writing(self, body: Body, once: str | None = None) -> Iterator[UnitOfWork]:
        """A transaction in the payload's workspace; `once` is the key of what must not repeat.

        Raises AlreadyDone for a repeat. The outbox is woken when it was committed.
        """
        with self.store.write(team_of(body)) as uow:
            if once:
                uow.once(once)
            yield uow
        self.wake()

    @contextmanager
    def reading(self, body: Body) -> Iterator[UnitOfWork]:
        """A look at the payload's workspace, which waits for no writer."""
        with self.store.read(team_of(body)) as uow:
            yield uow


def team_of(body: Body) -> str:
    """The workspace in which the app is installed that a payload was sent to; empty where it
    names none.

    In a channel that is shared with another organisation, the payload's own team may be theirs:
    a view says where it was opened, an event for whom it was authorised.
    """
    view, user = _part(body, "view"), _part(body, "user")
    authorised = body.get("authorizations") or [{}]
    return str(
        view.get("app_installed_team_id")
        or authorised[0].get("team_id")
        or _part(body, "team").get("id")
        or body.get("team_id")
        or user.get("team_id")
        or ""
    )


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def user_of(body: Body) -> str:
    """Who really pressed, typed or submitted: authorise on this and nothing else."""
    user = body.get("user")
    return str(user["id"] if isinstance(user, dict) else body["user_id"])


def tell_privately(client: WebClient, body: Body, text: str) -> None:
    """A sentence that only the person who acted sees: where they acted, or, where nothing can be
    shown (a modal, the App Home, a channel that the bot has left), in a direct message."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id")
    place = channel or container.get("channel_id")
    sentence = escaped(shortened(text, LONGEST_SENTENCE))
    said: dict[str, Any] = {"text": sentence, "parse": "none", "link_names": False}
    if place:
        thread = container.get("thread_ts")
        try:
            client.chat_postEphemeral(channel=place, user=user_of(body), thread_ts=thread, **said)
        except SlackApiError as error:
            if error.response.get("error") not in _NOT_SHOWN_HERE:
                raise
        else:
            return
    client.chat_postMessage(channel=user_of(body), **said)


def refuse_submission(ack: Ack, refusal: Refusal, blocks: Mapping[str, str], default: str) -> None:
    """Puts each mistake on its field; `blocks` maps paths to block ids, the rest goes to
    `default`."""
    each = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
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


def redraw(client: WebClient, body: Body, draw: Callable[[], Block | None]) -> None:
    """Puts what `draw` gives into the payload's view; None leaves it as it is.

    When the view has changed since the payload left, it is drawn once more, so that a late
    answer to an early keystroke does not undo what came after. A closed view is left alone.
    """
    view = body["view"]
    for seen in (view["hash"], None):
        drawn = draw()
        if drawn is None:
            return
        try:
            client.views_update(view_id=view["id"], view=drawn, hash=seen)
        except SlackApiError as error:
            if error.response["error"] == "not_found":
                return
            if error.response["error"] != "hash_conflict" or seen is None:
                raise
        else:
            return


def replace_message(client: WebClient, body: Body, text: str, blocks: list[Block]) -> None:
    """Draws the message in which a button was pressed anew, as a rule without its buttons."""
    container = body["container"]
    client.chat_update(
        channel=container["channel_id"],
        ts=container["message_ts"],
        text=text,
        blocks=blocks,
        parse="none",
        link_names=False,
    )


def refusal_view(refusal: Refusal) -> Block:
    """A modal that says why, for places where no message can be shown."""
    return modal("Not possible", [section(plain(refusal.sentence))], callback_id="refusal")
