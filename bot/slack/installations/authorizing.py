"""Who a payload is from: a workspace where the app is installed, or it is refused unread."""

from typing import Any

import structlog
from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize

from bot.slack.installations.access import Access, Accesses, NotInstalled
from bot.slack.payload import team_of
from jupiter_core.ports import StoreTrouble

ENDINGS = frozenset({"app_uninstalled", "tokens_revoked"})
"""Events that come when nothing is installed any more."""
OF_TEAMS = frozenset({"team_access_granted", "team_access_revoked"})
"""Events of an organisation about workspaces of its own; they are sent to none of them."""
_ACCESS = "access"

log = structlog.get_logger(__name__)


class KnownInstallations(Authorize):
    """For Bolt. It asks the database and never Slack, whose answer would have to come before ours
    has to."""

    def __init__(self, accesses: Accesses) -> None:
        self._accesses = accesses

    def expect_known(self, request: BoltRequest) -> BoltResponse | None:
        """Before all else: what is from nowhere known gets 403, and nothing is read for it."""
        body, context = request.body, request.context
        if body.get("type") == "url_verification":
            return None
        team = team_of(body)
        organisation = context.enterprise_id or ""
        event = (body.get("event") or {}).get("type")
        try:
            if event in ENDINGS and self._was_ever_in(team, organisation):
                return None
            team = organisation if event in OF_TEAMS else team
            access = self._accesses.find(team, organisation)
            if event not in OF_TEAMS and access.installation.is_organisation:
                self._accesses.kept.belongs(team, access.installation.place)
        except NotInstalled:
            log.warning("team_not_installed")
            return BoltResponse(status=403, body="")
        except StoreTrouble as trouble:
            again = {"Retry-After": str(trouble.seconds)}
            return BoltResponse(status=503, body="", headers={**again})
        context[_ACCESS] = access
        if context.client is not None:
            # Bolt's own reading takes an organisation's id for a workspace's.
            context.client.default_params["team_id"] = team
        return None

    def __call__(
        self,
        *,
        context: BoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_actors: Any,
    ) -> AuthorizeResult:
        access: Access = context[_ACCESS]
        installation = access.installation
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=installation.bot_id,
            bot_user_id=installation.bot_user_id,
            bot_token=access.token,
            bot_scopes=installation.scopes,
            user_id=user_id,
        )

    def _was_ever_in(self, team: str, organisation: str) -> bool:
        places = [each for each in (team, organisation) if each]
        return any(self._accesses.kept.find(each) for each in places)
