"""How whoever acted in Slack is told: a sentence, an answer, a mistake on its field."""

import http.client
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.intake.view_state import field_errors, values_of
from bot.logs.errors import traced
from bot.slack.native_blocks import NativeBlocks
from bot.slack.payload import Body, team_of, user_of
from bot.slack.turn import REFUSAL, current
from bot.slack.views.blocks import Block, escaped, modal, mrkdwn, plain, section
from bot.slack.views.data_table import is_native, without_native
from bot.wording.text import shortened
from jupiter_core.domain.refusals import Refusal, ValidationErrors

LONGEST_SENTENCE = 2500
"""Of a refusal that quotes what somebody typed; a message holds little more."""

log = structlog.get_logger(__name__)


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
