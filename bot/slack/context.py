"""What every listener needs, and the three ways in which Slack is told of a refusal."""

import http.client
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from operator import attrgetter
from typing import Any, Protocol

import structlog
from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.view_state import field_errors, values_of
from bot.logs.errors import traced
from bot.security.links import Links
from bot.slack.drawings import Drawings
from bot.slack.fine_channels import FineChannels
from bot.slack.groups import Groups
from bot.slack.homes import Homes, is_deed
from bot.slack.native_blocks import NativeBlocks
from bot.slack.people import FRESH_FOR, NotYetKnown, People, Person, a_full_member
from bot.slack.redraws import Redrawing, Redraws
from bot.slack.turn import REFUSAL, Turn, current, is_submission
from bot.slack.views.blocks import Block, escaped, modal, mrkdwn, plain, section
from bot.slack.views.data_table import is_native, without_native
from bot.slack.webhook_keys import WebhookKeys
from bot.system import SystemClock, random_secret
from bot.wording.text import shortened
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.ports import Renderer, Store, UnitOfWork

Body = dict[str, Any]


class Endings(Protocol):
    """Told when the app is taken out of a workspace, or an organisation gives it to some of its
    workspaces, or takes it from them; whether anything goes on that waited."""

    def happened(self, body: Body, why: str) -> None: ...

    def granted(self, body: Body) -> bool: ...

    def revoked(self, body: Body) -> None: ...


LONGEST_SENTENCE = 2500
"""Of a refusal that quotes what somebody typed; a message holds little more."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SlackContext:
    """The parts behind the listeners. `wake` wakes the outbox after a commit; `random_text` is what
    secrets are made of, and `webhooks` makes those of endpoints; `mails` says whether there is a
    mail server, and `mail_subject` under which subject an invoice is mailed; `redraws` draws modals
    that follow what is typed, and `homes` the App Homes; `drawings` keeps what many windows begin
    with; `natives` knows which workspaces take tables and charts, and `fine_channels` of which
    channels there was nothing to say; `endings` ends an installation, where there are many."""

    store: Store
    renderer: Renderer
    links: Links
    people: People
    wake: Callable[[], None]
    webhooks: WebhookKeys
    random_text: Callable[[], str] = random_secret
    mails: bool = False
    mail_subject: Callable[[Invoice], str] = attrgetter("title")
    redraws: Redraws = field(default_factory=Redraws)
    homes: Homes = field(default_factory=Homes)
    groups: Groups = field(default_factory=Groups)
    drawings: Drawings = field(default_factory=Drawings)
    natives: NativeBlocks = field(default_factory=NativeBlocks)
    endings: Endings | None = None
    fine_channels: FineChannels = field(default_factory=lambda: FineChannels(SystemClock().now))

    def person(self, client: WebClient, body: Body) -> Person:
        """Whoever sent this payload, for reading and drafting: as they are kept while Slack waits,
        and asked about behind it; otherwise, and for a form that was submitted, as Slack knew them
        within the last minute."""
        turn = current()
        if turn and turn.person:
            return turn.person
        if turn is None or not turn.owes or is_submission(body):
            return self.people.get(client, team_of(body), user_of(body))
        known = self._kept(turn, client, body)
        if known:
            return known
        if turn.owes_answer:
            anybody = a_full_member(user_of(body))
            turn.behind.append(partial(self._follow, client, body, anybody, FRESH_FOR))
            raise NotYetKnown
        turn.wait()
        return self.people.get_now(client, team_of(body), user_of(body))

    def person_now(self, client: WebClient, body: Body) -> Person:
        """The same for all that commits somebody else: nothing is kept before Slack was asked at
        this moment who they are, and who is in their groups; for a form, before its answer, so
        that what was typed stays where Slack is silent. Raises SlackSilent or GroupsSilent.
        """
        turn = current()
        if turn is None:
            return self._asked(client, body)
        if turn.person:
            return turn.person
        opens = turn.owes and not turn.owes_answer
        known = self._kept(turn, client, body, age=timedelta(0)) if opens else None
        if known:
            turn.pending = partial(self._expect_the_same, turn, client, body, known)
            return known
        turn.wait()
        return self._ask(turn, client, body)

    def _asked(self, client: WebClient, body: Body) -> Person:
        person = self.people.get_now(client, team_of(body), user_of(body))
        self.groups.confirm(self.store, client, team_of(body), person.id)
        return person

    def _ask(self, turn: Turn, client: WebClient, body: Body) -> Person:
        turn.person = self._asked(client, body)
        return turn.person

    def _expect_the_same(self, turn: Turn, client: WebClient, body: Body, known: Person) -> None:
        self._ask(turn, client, body).expect_as_high(known)

    def _kept(
        self, turn: Turn, client: WebClient, body: Body, age: timedelta = FRESH_FOR
    ) -> Person | None:
        """As they are kept. Behind what Slack waits for it is asked again; where they may no more
        what they may have been shown, their window closes."""
        known = self.people.lately(team_of(body), user_of(body))
        if known and not turn.behind:
            turn.behind.append(partial(self._follow, client, body, known, age))
        return known

    def _follow(
        self, client: WebClient, body: Body, known: Person, age: timedelta, turn: Turn
    ) -> None:
        def hear(person: Person) -> None:
            try:
                person.expect_as_high(known)
            except Refusal as refusal:
                if turn.window:
                    client.views_update(view_id=turn.window, view=refusal_view(refusal))

        if turn.person is None:
            self.people.refresh_behind(client, team_of(body), user_of(body), hear, age=age)

    @contextmanager
    def writing(
        self,
        body: Body,
        once: str | None = None,
        *,
        redraws_home: bool = True,
        own_form: bool = False,
    ) -> Iterator[UnitOfWork]:
        """A transaction in the payload's workspace; `once` is the key of what must not repeat. In
        an `own_form` nobody answers for anything yet.

        Raises AlreadyDone for a repeat. When it was committed, the outbox is woken if it has
        anything new, and the App Home of whoever acted is drawn anew. Whoever answers for it is
        asked about before.
        """
        turn = current()
        if turn and not own_form:
            turn.settle()
        with self.store.write(team_of(body)) as uow:
            if once:
                uow.once(once)
            yield uow
            has_work = uow.outbox.has_work
        if has_work:
            self.wake()
        if redraws_home and is_deed(body):
            self.homes.changed(team_of(body), user_of(body))

    @contextmanager
    def reading(self, body: Body) -> Iterator[UnitOfWork]:
        """A look at the payload's workspace, which waits for no writer."""
        with self.store.read(team_of(body)) as uow:
            yield uow


def team_of(body: Body) -> str:
    """The workspace in which the app is installed that a payload was sent to; empty where it
    names none.

    In a channel that is shared with another organisation, the person and even the payload's own
    team may be theirs: a view says where the app is installed, an event for whom it was
    authorised, and a message of the app's which team it was posted for. With an installation for
    a whole organisation `team` may be null. The person's own team is asked last.
    """
    view, message, user = (_part(body, name) for name in ("view", "message", "user"))
    authorised = body.get("authorizations") or [{}]
    team = body.get("team")
    return str(
        _workspace(view.get("app_installed_team_id"))
        or _workspace(authorised[0].get("team_id"))
        or (team if isinstance(team, str) else _part(body, "team").get("id"))
        or body.get("team_id")
        or (message.get("team") if message.get("bot_id") else "")
        or view.get("team_id")
        or user.get("team_id")
        or ""
    )


def _workspace(named: object) -> str:
    """Where the app is installed for a whole organisation, its id (E…) stands in the place of a
    workspace's."""
    return "" if str(named or "").startswith("E") else str(named or "")


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def user_of(body: Body) -> str:
    """Who really pressed, typed or submitted: authorise on this and nothing else."""
    user = body.get("user")
    return str(user["id"] if isinstance(user, dict) else body["user_id"])


def tell_privately(client: WebClient, body: Body, text: str) -> None:
    """A sentence that only the person who acted sees: see `show_privately`."""
    show_privately(client, body, escaped(shortened(text, LONGEST_SENTENCE)))


def show_privately(
    client: WebClient, body: Body, text: str, blocks: list[Block] | None = None
) -> None:
    """Shows the person who acted, and nobody else, a message: where they acted, or, where nothing
    can be shown (a modal, the App Home, a channel that the bot has left), in a direct message.

    `text` is escaped. Raises SlackApiError where not even that is possible.
    """
    if _is_in_window(text, blocks):
        return
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id")
    place = channel or container.get("channel_id")
    said: dict[str, Any] = {"text": text, "parse": "none", "link_names": False}
    said |= {"blocks": blocks, "unfurl_links": False} if blocks else {}
    if place:
        thread = container.get("thread_ts")
        shown = {key: value for key, value in said.items() if key != "unfurl_links"}
        try:
            client.chat_postEphemeral(channel=place, user=user_of(body), thread_ts=thread, **shown)
        except SlackApiError as error:
            log.info("not_shown_where_acted", error=traced(error))
        else:
            return
    client.chat_postMessage(channel=user_of(body), **said)


def _is_in_window(text: str, blocks: list[Block] | None) -> bool:
    """Whether a window was waiting for something to say, and says this now."""
    turn = current()
    view = modal("JupiterInvoice", [section(mrkdwn(text))], callback_id=REFUSAL)
    return bool(turn and not blocks and turn.say(view))


def answer(
    respond: Respond,
    client: WebClient,
    body: Body,
    text: str,
    blocks: list[Block] | None = None,
    *,
    replace: bool = False,
    natives: NativeBlocks | None = None,
) -> None:
    """Answers a command or a press where it came from, for whoever acted alone; `replace` puts it
    in the place of the message. `text` is escaped. `natives` is for blocks with a table or a chart.

    A response URL that Slack does not take (used up, expired, gone, refused) fails in silence: then
    the same is shown as by `show_privately`. A sentence is said in the window that waits, where one
    does.
    """
    if _is_in_window(text, blocks):
        return
    team_id = team_of(body)
    blocks = natives.drawn(team_id, blocks) if natives else blocks
    try:
        answered = respond(
            text=text, blocks=blocks, response_type="ephemeral", replace_original=replace
        )
    except (OSError, http.client.HTTPException) as trouble:
        log.warning("response_url_failed", error=traced(trouble))
    else:
        if answered.status_code == HTTPStatus.OK and '"ok":false' not in answered.body:
            return
        log.warning("response_url_refused", status=answered.status_code, said=answered.body[:40])
        if natives and blocks and is_native(blocks) and "invalid_blocks" in answered.body:
            natives.refused(team_id)
            known = without_native(blocks)
            answer(respond, client, body, text, known, replace=replace)
            return
    show_privately(client, body, text, blocks)


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


def redraw(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    draw: Callable[[], Block | None],
    *,
    of_kept: bool = False,
) -> None:
    """Puts what `draw` gives into the payload's view, now or soon, unless that is old by then.

    `of_kept` says that `draw` reads what is kept; otherwise it draws what the payload holds, and
    gives way to what was drawn since. A drawing that fails is missed by nobody: see `Redraws`.
    """
    view = body["view"]
    ctx.redraws.add(
        Redrawing(
            client=client,
            team_id=team_of(body),
            view_id=view["id"],
            at=float(body["actions"][0]["action_ts"]),
            draw=draw,
            seen=None if of_kept else view["hash"],
        )
    )


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
    return modal("Not possible", [section(plain(refusal.sentence))], callback_id=REFUSAL)
