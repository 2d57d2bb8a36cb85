"""Slack: its tokens, the scopes that they have, the channels, and its clock beside ours."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.doctor.checks import NotNeeded, Wrong
from bot.main import Application, NotConfigured
from bot.slack.installations.access import NotInstalled
from bot.slack.installations.flow import INSTALL
from bot.slack_manifest import scopes_of_manifest
from jupiter_core.ports import StoreTrouble

MOST_APART = timedelta(seconds=60)
"""Slack signs the time of each request, and one is refused when it is five minutes off."""
IN_SETTINGS = "not checked; see Settings"
UNREACHABLE = (OSError, HTTPException, SlackClientError)
_MENDING = {
    "invalid_auth": "Copy the bot token (xoxb-) from the app's page, OAuth & Permissions.",
    "not_authed": "Set SLACK_BOT_TOKEN to the bot token (xoxb-) of the app's page.",
    "account_inactive": "The app was removed from the workspace: install it again.",
    "token_revoked": "The token was revoked: install the app again and copy the new one.",
    "token_expired": "Switch token rotation off on the app's page and install it again.",
    "not_allowed_token_type": "Another kind of token is needed here: xoxb- for the bot, xapp-.",
    "missing_scope": "Bring the app's manifest up to date and install it again.",
    "socket_mode_not_enabled": "Switch Socket Mode on, on the app's page.",
    "unknown_method": "This Slack does not know that method.",
    "ratelimited": "Slack is asked too often: try again in a minute.",
}


def asked(call: Callable[[], SlackResponse]) -> SlackResponse:
    """Slack's answer. Raises Wrong."""
    try:
        return call()
    except SlackApiError as error:
        raise refused(error) from None
    except UNREACHABLE as error:
        raise unreachable(error) from None


def refused(error: SlackApiError) -> Wrong:
    """Slack's own name of the error, and how to mend it."""
    name = str(error.response.get("error", "an error"))
    return Wrong(f"Slack says {name}. {_MENDING.get(name, '')}".strip())


def unreachable(error: Exception) -> Wrong:
    return Wrong(
        f"Slack cannot be reached ({type(error).__name__}). See SLACK_API_URL and the way out."
    )


def client_of(application: Application) -> WebClient:
    """That of one workspace; where there are many, of any. Raises Wrong without a token."""
    return next(iter(_clients(application).values()))


def in_each(application: Application, look: Callable[[WebClient], str]) -> str:
    """What is well in the workspace; where there are many, in all of them. Raises Wrong."""
    clients = _clients(application)
    if not application.settings.many_workspaces:
        return look(clients[""])
    wrong = []
    for name, client in clients.items():
        try:
            said = look(client)
        except NotNeeded as why:
            said = str(why)
        except Wrong as each:
            wrong.append(f"{name}: {each}")
    if wrong:
        raise Wrong("; ".join(wrong))
    return said if len(clients) == 1 else f"{len(clients):,} workspaces; the last: {said}"


def _clients(application: Application) -> dict[str, WebClient]:
    """By the workspace's name and id. Raises Wrong; NotNeeded where the app is nowhere yet, and
    where the settings, which are checked by themselves, say nothing of Slack."""
    try:
        if not application.settings.many_workspaces:
            return {"": application.client}
        application.expect_a_way_to_slack()
        accesses = application.accesses
        live = accesses.kept.live()
        found = {
            f"{each.name} ({each.place})": accesses.client_of(accesses.find(each.place))
            for each in live
        }
    except NotConfigured:
        raise NotNeeded(IN_SETTINGS) from None
    except StoreTrouble as trouble:
        raise Wrong(str(trouble)) from None
    except NotInstalled as sealed:
        raise Wrong(f"No key of SECRET_KEY opens the token of {sealed}") from None
    if not found:
        url = application.settings.public_url
        raise NotNeeded(f"no workspace has installed the app yet, at {url}{INSTALL}")
    return found


def token(application: Application) -> str:
    """Whose the bot's token is."""
    said = in_each(application, _named)
    app_token = application.settings.slack_app_token
    if app_token is not None:
        secret = app_token.get_secret_value()
        try:
            asked(lambda: client_of(application).apps_connections_open(app_token=secret))
        except Wrong as wrong:
            raise Wrong(f"{said}, but SLACK_APP_TOKEN: {wrong}") from None
    return said


def _named(client: WebClient) -> str:
    answer = asked(client.auth_test)
    return f"the bot {answer.get('user')} of {answer.get('team')} ({answer.get('team_id')})"


def scopes(application: Application) -> str:
    """Those of the token, beside those of the manifest that this program is shipped with."""
    return in_each(application, _scopes)


def _scopes(client: WebClient) -> str:
    answer = asked(client.auth_test)
    header = _header(answer, "x-oauth-scopes")
    if not header:
        raise NotNeeded("Slack does not name the token's scopes")
    has = {each.strip() for each in header.split(",")}
    wanted, optional = (set(each) for each in scopes_of_manifest())
    if missing := sorted(wanted - optional - has):
        raise Wrong(
            f"missing {', '.join(missing)}. Put the output of jupiter manifest into the app's "
            "page, App Manifest, and install the app again."
        )
    declined = sorted(optional - has)
    return "all are there" + (f"; declined: {', '.join(declined)}" if declined else "")


def clock(application: Application, now: Callable[[], datetime]) -> str:
    """By the time that stands on Slack's answer."""
    many = application.settings.many_workspaces
    client = application.app_client if many else client_of(application)
    answer = asked(client.api_test)
    said = _header(answer, "date")
    try:
        apart = now() - parsedate_to_datetime(said)
    except (TypeError, ValueError):
        raise NotNeeded("Slack's answer has no time") from None
    seconds = round(abs(apart).total_seconds())
    if abs(apart) > MOST_APART:
        way = "ahead of" if apart > timedelta() else "behind"
        raise Wrong(
            f"{seconds:,} seconds {way} Slack's: signed requests will be refused. "
            "Let this machine take its time from NTP."
        )
    return "as Slack's"


def _header(answer: SlackResponse, name: str) -> str:
    found = {str(key).lower(): value for key, value in dict(answer.headers or {}).items()}
    value = found.get(name) or ""
    return str(value[0] if isinstance(value, list) else value)
