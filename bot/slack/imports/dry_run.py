"""A file of another system that somebody drops into the finance channel: first its dry run, and the
import when a person presses.

Nothing of the file is kept in between: it is read anew from Slack, and imported only if it would do
what its reader has read.
"""

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.imports.problems import problem_file
from bot.intake.imports.reading import ReadImport, kind_of, read_import
from bot.intake.imports.told import Told
from bot.intake.imports.values import country_of
from bot.intake.refusals import UnreadableFile
from bot.intake.view_state import text_in, values_of
from bot.logs.errors import traced
from bot.slack.actions import click_key, member, refusals_told
from bot.slack.bank_statement.dropped import DroppedFile, file_with_bytes
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.telling import refuse_fields, replace_message
from bot.slack.turn import open_window
from bot.slack.views.imports import (
    HOW,
    HOW_FORM,
    RUN_ALL,
    RUN_NEW,
    DryRun,
    dry_run_message,
    how_form,
    read_dry_run,
    unread_message,
)
from bot.slack.views.rich_text import Rendered
from jupiter_core.commands.importing import ImportChoice, expect_importer
from jupiter_core.commands.imports import plan_import, run_import
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.importing import ImportKind, ImportPlan
from jupiter_core.domain.refusals import PlanChanged, Refusal, Required, placed
from jupiter_core.domain.statement_columns import DateOrder
from jupiter_core.domain.text import line_of

IMPORT = "import files"
_TABLES = (".csv", ".tsv", ".txt")

log = structlog.get_logger(__name__)


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of a dry run's buttons and of its form."""
    for action_id in (RUN_NEW, RUN_ALL):

        @app.action(action_id)
        def run(ack: Ack, body: Body, client: WebClient) -> None:
            ack()
            with refusals_told(client, body):
                _run(ctx, client, body)

    @app.action(HOW)
    def how(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _expect_importer(ctx, client, body)
            container = body["container"]
            value = body["actions"][0]["value"]
            metadata = f"{container['channel_id']} {container['message_ts']} {value}"
            view = how_form(read_dry_run(value), _entities(ctx, body), metadata)
            open_window(client, body, view)

    @app.view(HOW_FORM)
    def told(ack: Ack, body: Body, client: WebClient) -> None:
        channel, ts, value = body["view"]["private_metadata"].split(" ", 2)
        try:
            person = _expect_importer(ctx, client, body)
            about = read_dry_run(value)._replace(told=_told(body, _entities(ctx, body)))
        except Refusal as refusal:
            refuse_fields(ack, refusal, body)
            return
        ack()
        place = {"channel_id": channel, "message_ts": ts}
        asked = {**body, "channel": {"id": channel}, "container": place}
        with refusals_told(client, asked):
            dropped = file_with_bytes(client, about.file_id, channel)
            client.chat_update(
                **_message(_dry_run(ctx, asked, person, dropped, about), channel, ts)
            )


def _expect_importer(ctx: SlackContext, client: WebClient, body: Body) -> Person:
    """Whoever acts, if they may import now. Raises NotPermitted."""
    person = member(ctx, client, body, IMPORT)
    with ctx.reading(body) as uow:
        choice = ImportChoice(by=person.actor, is_admin=person.is_admin)
        expect_importer(uow, choice, Scope.CUSTOMERS_WRITE)
    return person


def answered(ctx: SlackContext, client: WebClient, asked: Body, dropped: DroppedFile) -> bool:
    """Whether it is such a file; its dry run is in its thread then. Raises NotPermitted."""
    if not dropped.name.lower().endswith(_TABLES):
        return False
    kind = _kind(dropped)
    if kind is None:
        return False
    person = member(ctx, client, asked, IMPORT)
    about = DryRun(dropped.file_id, kind)
    rendered, read, plan = _planned(ctx, asked, person, dropped, about)
    said = _message(rendered, dropped.channel)
    posted = client.chat_postMessage(
        thread_ts=dropped.thread_ts, unfurl_links=False, unfurl_media=False, **said
    )
    if read and plan and plan.bad:
        thread = dropped.thread_ts or str(posted["ts"])
        _share_problems(client, dropped, thread, problem_file(read.table, plan.bad))
    return True


def _kind(dropped: DroppedFile) -> ImportKind | None:
    try:
        return kind_of(dropped.content)
    except UnreadableFile:
        return None


def _planned(
    ctx: SlackContext, asked: Body, person: Person, dropped: DroppedFile, about: DryRun
) -> tuple[Rendered, ReadImport | None, ImportPlan | None]:
    """Raises NotPermitted."""
    try:
        read = read_import(dropped.content, dropped.name, about.kind, about.told)
    except UnreadableFile as refusal:
        return unread_message(dropped.name, refusal.sentence, about), None, None
    choice = ImportChoice(by=person.actor, is_admin=person.is_admin)
    with ctx.reading(asked) as uow:
        plan = plan_import(read.found, choice, uow, ctx.renderer)
    return dry_run_message(plan, read, about), read, plan


def _dry_run(
    ctx: SlackContext, asked: Body, person: Person, dropped: DroppedFile, about: DryRun
) -> Rendered:
    return _planned(ctx, asked, person, dropped, about)[0]


def _run(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Raises what is refused; where the plan has changed, the new one stands there."""
    person = member(ctx, client, body, IMPORT)
    action, container = body["actions"][0], body["container"]
    about, channel = read_dry_run(action["value"]), str(container["channel_id"])
    dropped = file_with_bytes(client, about.file_id, channel)
    read = read_import(dropped.content, dropped.name, about.kind, about.told)
    choice = ImportChoice(
        by=person.actor,
        is_admin=person.is_admin,
        leave_out_bad=True,
        update=action["action_id"] == RUN_ALL,
        seal=about.seal,
        place={"channel": channel, "ts": str(container["message_ts"])},
    )
    try:
        with ctx.writing(body, once=click_key(body)) as uow:
            run_import(read.found, choice, uow, ctx.renderer)
    except PlanChanged:
        text, blocks = _dry_run(ctx, body, person, dropped, about)
        replace_message(client, body, text, blocks)
        raise


def _entities(ctx: SlackContext, body: Body) -> list[str]:
    """The names of the legal entities in use."""
    with ctx.reading(body) as uow:
        return [each.legal_name for each in uow.sender_profiles.all() if not each.archived][:100]


def _told(body: Body, entities: list[str]) -> Told:
    """Raises Required at `country` for what is no country, TooLong or Unprintable at `system`."""
    values = values_of(body["view"])
    typed = (text_in(values, "country") or "").strip()
    code = country_of(typed) if typed else ""
    if code and len(code) != 2:
        raise Required("A country such as US or United States").at("country")
    system, chosen = text_in(values, "system") or "", text_in(values, "entity") or ""
    order = text_in(values, "dates")
    return Told(
        country=code,
        system=placed("system", lambda: line_of(system, "System", 60)),
        entity=entities[int(chosen)] if chosen.isdigit() and int(chosen) < len(entities) else "",
        dates=DateOrder(order) if order else None,
        decimal=text_in(values, "decimal") or "",
    )


def _share_problems(client: WebClient, dropped: DroppedFile, thread: str, content: bytes) -> None:
    """The message says the first of them; a file that Slack does not take leaves it at that."""
    name = f"{dropped.name.rpartition('.')[0] or 'import'}-problems.csv"
    try:
        client.files_upload_v2(
            channel=dropped.channel,
            thread_ts=thread,
            filename=name,
            title=name,
            content=content,
            initial_comment="Rows that can't be read, each with its problem.",
        )
    except SlackApiError as error:
        log.warning("problems_not_shared", error=traced(error))


def _message(rendered: Rendered, channel: str, ts: str = "") -> Body:
    text, blocks = rendered
    said: Body = {"channel": channel, "text": text, "blocks": blocks, "parse": "none"}
    return {**said, "link_names": False, **({"ts": ts} if ts else {})}
