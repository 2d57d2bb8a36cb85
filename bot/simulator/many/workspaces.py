"""The workspaces together: where the app is installed, and with which tokens it comes."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.delivery import ACK_SECONDS
from bot.simulator.ids import Clock
from bot.simulator.many.grants import Grants, expiring
from bot.simulator.many.places import Organisation, Place
from bot.simulator.people.membership import uninstall
from bot.simulator.rates import SLACK, Limits
from bot.simulator.seed import Seed
from bot.simulator.server import Simulator
from bot.simulator.wire import Json, Refusal, SlackError


class Workspaces:
    """`one` is each workspace's own simulator, by its id; the app is in none at first."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        seeds: Sequence[Seed],
        *,
        request_url: str,
        signing_secret: str = "local",  # noqa: S107
        client_id: str = "1.1",
        client_secret: str = "shh",  # noqa: S107
        organisation: Organisation | None = None,
        rotates: bool = False,
        clock: Clock = time.time,
        ack_seconds: float = ACK_SECONDS,
        limits: Limits | None = SLACK,
    ) -> None:
        self.client_id, self.client_secret = client_id, client_secret
        self.organisation = organisation
        self.grants = Grants(clock, rotates=rotates)
        self.one = {
            seed.team.id: Simulator(
                manifest,
                request_url=request_url,
                signing_secret=signing_secret,
                clock=clock,
                seed=seed,
                ack_seconds=ack_seconds,
                limits=limits,
            )
            for seed in seeds
        }
        for each in self.one.values():
            each.installed = False

    def places(self) -> list[Place]:
        """Each workspace, and the organisation."""
        found = [self._workspace(team) for team in self.one]
        if self.organisation:
            teams = self.organisation.teams
            admins = tuple(user for team in teams for user in self._workspace(team).admins)
            whole = self.organisation
            found.append(Place(whole.id, whole.name, teams, admins[:1], whole))
        return found

    def place(self, place_id: str) -> Place:
        """Raises Refusal `team_not_found`."""
        for each in self.places():
            if each.id == place_id:
                return each
        raise Refusal("team_not_found", f"There is no workspace {place_id!r}.", 404)

    def redeemed(self, code: str, redirect_uri: str) -> Json:
        """`oauth.v2.access` for a code: the app is installed from now on."""
        found = self.grants.redeem(code, redirect_uri)
        place = self.place(found.place)
        grant = self.grants.grant(place.id)
        for team in place.teams:
            self.one[team].installed = True
            self.one[team].organisation = place.organisation if place.is_organisation else None
        return {
            **self._about(place),
            "access_token": grant.token,
            "authed_user": {"id": found.user},
            **expiring(grant),
        }

    def refreshed(self, refresh: str) -> Json:
        """`oauth.v2.access` for a refresh token."""
        grant = self.grants.refreshed(refresh)
        return {
            **self._about(self.place(grant.place)),
            "access_token": grant.token,
            **expiring(grant),
        }

    def called_by(self, token: str | None, args: Json) -> Simulator:
        """The workspace that a call is for. Raises SlackError."""
        place = self.place(self.grants.place_of(token))
        asked = str(args.get("team_id") or "")
        if not place.is_organisation:
            return self.one[place.id]
        if not asked:
            raise SlackError("missing_argument", ["missing required field: team_id"])
        if asked not in self.one:
            raise SlackError("team_not_found")
        if asked not in place.teams or not self.one[asked].installed:
            raise SlackError("team_access_not_granted")
        return self.one[asked]

    async def uninstall(self, place_id: str) -> Json:
        """Takes the app out; `account_inactive` is what its tokens are answered from then on."""
        for team in self.place(place_id).teams:
            await uninstall(self.one[team])
        return {"ok": True}

    def revoke(self, place_id: str) -> Json:
        """Ends its tokens and says so to nobody."""
        self.grants.revoke(self.place(place_id).id)
        return {"ok": True}

    async def withdraw(self, team: str) -> Json:
        """The organisation takes the app out of one of its workspaces, and tells the app."""
        return await self._given(team, given=False)

    async def give(self, team: str) -> Json:
        """It gives it to one of them, and tells the app."""
        return await self._given(team, given=True)

    async def _given(self, team: str, *, given: bool) -> Json:
        one = self.one[team]
        one.installed, one.organisation = True, self.organisation
        name = "team_access_granted" if given else "team_access_revoked"
        await one.send_event({"type": name, "team_ids": [team]}, to_organisation=True)
        one.installed = given
        return {"ok": True}

    async def close(self) -> None:
        """Of each of them."""
        await asyncio.gather(*(each.close() for each in self.one.values()))

    def _workspace(self, team: str) -> Place:
        seed = self.one[team].seed
        admins = tuple(each for each in seed.people if each.is_admin)
        whole = self.organisation
        of = whole if whole and team in whole.teams else None
        return Place(team, seed.team.name, (team,), admins, of)

    def _about(self, place: Place) -> Json:
        one = self.one[place.teams[0]]
        of, is_whole = place.organisation, place.is_organisation
        return {
            "ok": True,
            "app_id": one.seed.app_id,
            "scope": ",".join(sorted(one.manifest.scopes)),
            "token_type": "bot",
            "bot_user_id": one.seed.bot_user_id,
            "team": None if is_whole else {"id": place.id, "name": place.name},
            "enterprise": {"id": of.id, "name": of.name} if of else None,
            "is_enterprise_install": is_whole,
        }
