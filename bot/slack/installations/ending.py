"""The app is taken out of a workspace, or its token is revoked: by Slack's events, or by what Slack
answers while something is sent. An organisation that has it for all of its workspaces may also take
it from some of them, and give it back."""

from datetime import UTC, datetime

import structlog
from slack_bolt import App

from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of
from jupiter_core.ports import Clock, Installations

log = structlog.get_logger(__name__)


class KeptEndings:
    """See `Endings`."""

    def __init__(self, kept: Installations, clock: Clock) -> None:
        self._kept, self._clock = kept, clock

    def happened(self, body: Body, why: str) -> None:
        """By an event. One from before the present installation, which came late, ends nothing."""
        place = _place_of(body)
        found = self._kept.find(place)
        if found is None or _when(body) < found.installed_at.replace(microsecond=0):
            return
        if self._kept.end(place, why=why, now=self._clock.now()):
            log.warning("installation_ended", place=place, why=why)

    def granted(self, body: Body) -> bool:
        """An organisation gives the app to workspaces of its own; whether it has the app."""
        organisation = self._live_organisation(body)
        for team in _teams_of(body) if organisation else ():
            self._kept.belongs(team, organisation)
            log.info("team_access_granted", team=team, place=organisation)
        return bool(organisation)

    def revoked(self, body: Body) -> None:
        """It takes the app from them. One that installed it by itself keeps it."""
        organisation = self._live_organisation(body)
        for team in _teams_of(body) if organisation else ():
            self._kept.left(team, organisation)
            log.warning("team_access_revoked", team=team, place=organisation)

    def _live_organisation(self, body: Body) -> str:
        """Where the app was installed for the whole before this happened; else empty."""
        place = _organisation_of(body)
        found = self._kept.find(place) if place else None
        is_live = found is not None and found.is_live and found.is_organisation
        late = found is not None and _when(body) < found.installed_at.replace(microsecond=0)
        return place if is_live and not late else ""


def register(app: App, ctx: SlackContext) -> None:
    @app.event("app_uninstalled")
    def uninstalled(body: Body) -> None:
        log.warning("app_uninstalled", team=team_of(body))
        if ctx.endings:
            ctx.endings.happened(body, "app_uninstalled")

    @app.event("tokens_revoked")
    def revoked(event: Body, body: Body) -> None:
        """The bot's tokens count; of people's, there are none here."""
        log.warning("tokens_revoked", team=team_of(body))
        if ctx.endings and (event.get("tokens") or {}).get("bot"):
            ctx.endings.happened(body, "tokens_revoked")

    @app.event("team_access_granted")
    def granted(body: Body) -> None:
        if ctx.endings and ctx.endings.granted(body):
            ctx.wake()

    @app.event("team_access_revoked")
    def left(body: Body) -> None:
        if ctx.endings:
            ctx.endings.revoked(body)


def _place_of(body: Body) -> str:
    authorised = (body.get("authorizations") or [{}])[0]
    whole = authorised.get("is_enterprise_install") or body.get("is_enterprise_install")
    return _organisation_of(body) if whole in (True, "true") else team_of(body)


def _organisation_of(body: Body) -> str:
    authorised = (body.get("authorizations") or [{}])[0]
    return str(authorised.get("enterprise_id") or body.get("enterprise_id") or "")


def _teams_of(body: Body) -> list[str]:
    """Those that an event of an organisation names."""
    named = (body.get("event") or {}).get("team_ids") or []
    return [each for each in named if isinstance(each, str) and each.startswith("T")]


def _when(body: Body) -> datetime:
    """Slack's own time; an event without one happened now."""
    said = body.get("event_time")
    is_time = isinstance(said, int) and 0 < said < 2**40
    return (
        datetime.fromtimestamp(said, UTC) if is_time and said else datetime.max.replace(tzinfo=UTC)
    )
