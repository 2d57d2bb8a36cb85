"""Behind a reverse proxy: whose word counts on which address a request comes from, and whether it
came by TLS."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_MOST_HOPS = 20


class TrustedProxies:
    """Wraps the whole application. `X-Forwarded-For` and `X-Forwarded-Proto` count where the
    connection itself comes from one of `networks`, and are nothing otherwise.

    The client is the hop nearest to us that is none of our proxies: what stands left of it, the
    client may have written itself.
    """

    def __init__(self, app: ASGIApp, networks: Sequence[Network]) -> None:
        self._app = app
        self._networks = tuple(networks)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = read_address(str(scope["client"][0])) if scope.get("client") else None
        if scope["type"] == "http" and peer and self._trusts(peer):
            hops = _listed(scope, b"x-forwarded-for")
            scheme = (_listed(scope, b"x-forwarded-proto") or [""])[-1]
            known = {"scheme": scheme} if scheme in {"http", "https"} else {}
            scope = {**scope, **known, "client": (str(self._client(peer, hops)), 0)}
        await self._app(scope, receive, send)

    def _client(self, peer: Address, hops: Sequence[str]) -> Address:
        """The last one that a proxy of ours vouches for; a hop that is no address ends the list."""
        client = peer
        for hop in reversed(hops[-_MOST_HOPS:]):
            found = read_address(hop)
            if found is None:
                return client
            client = found
            if not self._trusts(found):
                return client
        return client

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def read_address(text: str) -> Address | None:
    """Of `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]:443`; IPv4 within IPv6 is
    IPv4. None where it is nothing of the kind."""
    text = text.strip()[:64]
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _listed(scope: Scope, wanted: bytes) -> list[str]:
    """The values of a header in the order in which they were added."""
    said: Iterable[bytes] = (value for name, value in scope["headers"] if name == wanted)
    return [part.strip() for part in b",".join(said).decode("latin-1").split(",") if part.strip()]
