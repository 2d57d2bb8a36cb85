"""Typing a slash command."""

from bot.simulator.delivery import Payload
from bot.simulator.local_slack import LocalSlack
from bot.simulator.manifest import SlashCommand
from bot.simulator.message_text import command_text
from bot.simulator.payloads import channel_part, response_url
from bot.simulator.responses import post_ack
from bot.simulator.seed import Channel, User
from bot.simulator.wire import Json, Refusal, SlackError


async def run_command(
    slack: LocalSlack, user_id: str, channel_id: str, text: str, thread_ts: str | None = None
) -> Json:
    """Sends a command and shows what its ack says; `{ok, ack, error?}`."""
    workspace = slack.workspace
    channel, user = workspace.channel_for(user_id, channel_id), workspace.person(user_id)
    name, rest = (*text.split(None, 1), "", "")[:2]
    command = slack.manifest.command(name)
    # A shared channel's people of another organisation have the commands of theirs.
    if command is None or not slack.installed or user.team_id:
        return {"ok": False, "ack": None, "error": "unknown_command"}
    if thread_ts:
        raise Refusal("not_in_threads", f"{name} is not supported in threads. Sorry!")
    body = _form(slack, user, channel, command, rest.strip())
    ack = await slack.delivery.send(Payload("slash_commands", f"command {name}", body))
    if not ack.ok:
        return {"ok": False, "ack": ack.body, "error": ack.error}
    try:
        post_ack(workspace, channel.id, user.id, ack.body)
    except SlackError as refusal:
        return {"ok": False, "ack": ack.body, "error": "app_error", "detail": refusal.body()}
    return {"ok": True, "ack": ack.body}


def _form(
    slack: LocalSlack, user: User, channel: Channel, command: SlashCommand, text: str
) -> Json:
    workspace, team, whole = slack.workspace, slack.seed.team, slack.organisation
    if command.should_escape:
        text = command_text(text, *workspace.names())
    return {
        "token": "local-verification-token",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_part(channel)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": command.command,
        "text": text,
        "api_app_id": slack.seed.app_id,
        "is_enterprise_install": "true" if whole else "false",
        **({"enterprise_id": whole.id, "enterprise_name": whole.name} if whole else {}),
        "response_url": response_url(slack, channel, user),
        "trigger_id": workspace.triggers.issue(user.id, channel=channel.id),
    }
