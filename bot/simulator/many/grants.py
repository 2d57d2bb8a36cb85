"""What was allowed where: codes, tokens, and how they end."""

from dataclasses import dataclass
from secrets import token_hex

from bot.simulator.ids import Clock
from bot.simulator.wire import Json, SlackError

CODE_SECONDS = 600
TOKEN_SECONDS = 43_200


@dataclass(frozen=True)
class Code:
    """Good once, for ten minutes, and for the address that it was sent to."""

    place: str
    user: str
    redirect_uri: str
    at: float


@dataclass
class Grant:
    """A bot's token in a workspace or an organisation; without `refresh`, it does not end."""

    place: str
    token: str
    refresh: str = ""
    expires_at: float | None = None


class Grants:
    """`rotates` gives tokens that end after twelve hours."""

    def __init__(self, clock: Clock, *, rotates: bool) -> None:
        self.rotates = rotates
        self._clock = clock
        self._codes: dict[str, Code] = {}
        self._by_token: dict[str, Grant] = {}
        self._revoked: set[str] = set()

    def code(self, place: str, user: str, redirect_uri: str) -> str:
        code = token_hex(16)
        self._codes[code] = Code(place, user, redirect_uri, self._clock())
        return code

    def redeem(self, code: str, redirect_uri: str) -> Code:
        """Raises `invalid_code` or `bad_redirect_uri`."""
        found = self._codes.pop(code, None)
        if found is None or self._clock() - found.at > CODE_SECONDS:
            raise SlackError("invalid_code")
        if found.redirect_uri != redirect_uri:
            raise SlackError("bad_redirect_uri")
        return found

    def grant(self, place: str) -> Grant:
        """A new one, in the place of those before."""
        self.end(place)
        return self._new(place)

    def refreshed(self, refresh: str) -> Grant:
        """The old token is good until it ends; the old refresh token is not. Raises
        `invalid_refresh_token`."""
        for each in list(self._by_token.values()):
            if refresh and each.refresh == refresh:
                each.refresh = ""
                return self._new(each.place)
        raise SlackError("invalid_refresh_token")

    def place_of(self, token: str | None) -> str:
        """Raises `not_authed`, `invalid_auth`, `token_revoked` or `token_expired`."""
        if not token:
            raise SlackError("not_authed")
        if token in self._revoked:
            raise SlackError("token_revoked")
        found = self._by_token.get(token)
        if found is None:
            raise SlackError("invalid_auth")
        if found.expires_at is not None and found.expires_at <= self._clock():
            raise SlackError("token_expired")
        return found.place

    def live(self) -> list[str]:
        """The places with a token that is taken."""
        return sorted(each.place for each in self._by_token.values())

    def end(self, place: str) -> None:
        """Its tokens are known no more."""
        self._by_token = {k: each for k, each in self._by_token.items() if each.place != place}

    def revoke(self, place: str) -> None:
        """Its tokens are refused as revoked."""
        self._revoked |= {k for k, each in self._by_token.items() if each.place == place}
        self.end(place)

    def _new(self, place: str) -> Grant:
        if not self.rotates:
            made = Grant(place, f"xoxb-{token_hex(12)}")
        else:
            expires = self._clock() + TOKEN_SECONDS
            made = Grant(place, f"xoxe.xoxb-{token_hex(12)}", f"xoxe-1-{token_hex(12)}", expires)
        self._by_token[made.token] = made
        return made


def expiring(grant: Grant) -> Json:
    """The part of an answer that only a rotating token has."""
    return {"refresh_token": grant.refresh, "expires_in": TOKEN_SECONDS} if grant.refresh else {}
