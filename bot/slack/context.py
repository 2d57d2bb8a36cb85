"""What every listener needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from operator import attrgetter
from typing import Protocol

from slack_sdk import WebClient

from bot.logs.settings_asked import Note, unnoted
from bot.security.links import Links
from bot.slack.drawings import Drawings
from bot.slack.fine_channels import FineChannels
from bot.slack.groups import Groups
from bot.slack.homes import Homes, is_deed
from bot.slack.native_blocks import NativeBlocks
from bot.slack.payload import Body, team_of, user_of
from bot.slack.people import FRESH_FOR, NotYetKnown, People, Person, a_full_member
from bot.slack.redraws import Redrawing, Redraws
from bot.slack.telling import refusal_view
from bot.slack.turn import Turn, current, is_submission
from bot.slack.views.blocks import Block
from bot.slack.webhook_keys import WebhookKeys
from bot.system import SystemClock, random_secret
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import Renderer, Store, UnitOfWork


class _GroupsUnknown(Exception):
    """A transaction finds that Slack is to be asked first."""


class Endings(Protocol):
    """Told when the app is taken out of a workspace, or an organisation gives it to some of its
    workspaces, or takes it from them; whether anything goes on that waited."""

    def happened(self, body: Body, why: str) -> None: ...

    def granted(self, body: Body) -> bool: ...

    def revoked(self, body: Body) -> None: ...


@dataclass(frozen=True)
class SlackContext:
    """The parts behind the listeners. `wake` wakes the outbox after a commit; `random_text` is what
    secrets are made of, and `webhooks` makes those of endpoints; `mails` says whether there is a
    mail server, and `mail_subject` under which subject an invoice is mailed; `redraws` draws modals
    that follow what is typed, and `homes` the App Homes; `drawings` keeps what many windows begin
    with; `natives` knows which workspaces take tables and charts, and `fine_channels` of which
    channels there was nothing to say; `endings` ends an installation, where there are many;
    `note_look` is told who looked at settings."""

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
    note_look: Note = unnoted
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
        brief: bool = False,
        foresee: Callable[[UnitOfWork], None] = lambda _uow: None,
    ) -> Iterator[UnitOfWork]:
        """A transaction in the payload's workspace; `once` is the key of what must not repeat. In
        an `own_form` nobody answers for anything yet. What it is to `foresee` is asked with the
        key.

        Raises AlreadyDone for a repeat. When it was committed, the outbox is woken if it has
        anything new, and the App Home of whoever acted is drawn anew. Whoever answers for it is
        asked about before.
        """
        turn = current()
        if turn and not own_form:
            turn.settle()
        with self.store.write(team_of(body), brief=brief) as uow:
            if once:
                foresee(uow)
                uow.once(once)
            yield uow
            has_work = uow.outbox.has_work
        if has_work:
            self.wake()
        if redraws_home and is_deed(body):
            self.homes.changed(team_of(body), user_of(body))

    @contextmanager
    def deciding(
        self,
        client: WebClient,
        body: Body,
        person: Person,
        once: str,
        foresee: Callable[[UnitOfWork], None],
    ) -> Iterator[UnitOfWork]:
        """As `writing`, for who was asked about at this moment, and whose groups were not. Where
        their power hangs on one, the transaction sees it: nothing is kept then, Slack is asked,
        and it begins anew. Raises GroupsSilent."""
        asked = False
        while True:
            try:
                with self.writing(body, once=once, brief=True, foresee=foresee) as uow:
                    if not (asked or self.groups.are_known(uow, person.id)):
                        raise _GroupsUnknown
                    yield uow
                return
            except _GroupsUnknown:
                self.groups.ask(self.store, client, team_of(body), person.id)
                asked = True

    @contextmanager
    def reading(self, body: Body) -> Iterator[UnitOfWork]:
        """A look at the payload's workspace, which waits for no writer."""
        with self.store.read(team_of(body)) as uow:
            yield uow


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
