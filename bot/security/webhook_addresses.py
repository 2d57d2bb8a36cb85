"""The address of a webhook endpoint as somebody types it, checked before it is kept.

Only what can be seen in the text is checked here; where a name leads is checked by whoever
connects, each time anew.

>>> check_url("HTTPS://Hooks.Example.com:443/jupiter?a=1", ())
'https://hooks.example.com/jupiter?a=1'
"""

import re
from collections.abc import Collection
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urlsplit

import idna

from bot.security.public_addresses import is_public
from jupiter_core.domain.refusals import Refusal, TooLong

URL_LIMIT = 2000
_PORTS = {"https": 443, "http": 80}
_PLAIN = re.compile(r"[^\s\\\x00-\x20\x7f]+")
_KEPT = "!$%&'()*+,/:;=?@[]~"
_INSIDE = ("localhost", "local", "internal", "invalid")
"""Last labels of names that lead nowhere outside one network."""


class UnusableUrl(Refusal):
    """`reason` is a half-sentence: `it has to begin with https://`."""

    template = "Webhooks cannot be sent to this address: {reason}."
    reason: str


class UnreachableAddress(Refusal):
    """An address or a name of some network's inside, which the operator has not allowed."""

    template = (
        "Webhooks go to the public internet only, and {host} is not there. Whoever runs "
        "JupiterInvoice can allow it in WEBHOOK_ALLOWED_HOSTS."
    )
    host: str


def check_url(typed: str, allowed: Collection[str]) -> str:
    """The address in its one spelling. `allowed` are the operator's hosts, with port or without.

    Raises UnusableUrl, UnreachableAddress or TooLong, at `url`.
    """
    try:
        return _checked(typed.strip(), allowed)
    except Refusal as refusal:
        raise refusal.at("url") from None


def is_allowed(host: str, port: int, allowed: Collection[str]) -> bool:
    """Whether the operator lets webhooks reach this host at this port, wherever it leads."""
    written = f"[{host}]" if ":" in host else host
    spellings = {host, written, f"{written}:{port}"}
    return any(each.strip().lower() in spellings for each in allowed)


def _checked(typed: str, allowed: Collection[str]) -> str:
    _expect_short(typed)
    parts = _split(typed)
    host, port = _host(parts), _port(parts)
    listed = is_allowed(host, port, allowed)
    if parts.scheme != "https" and not listed:
        raise UnusableUrl("it has to begin with https://")
    if not listed:
        _expect_public(host)
    written = f"[{host}]" if ":" in host else host
    place = written if port == _PORTS[parts.scheme] else f"{written}:{port}"
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    url = f"{parts.scheme}://{place}{quote(parts.path, safe=_KEPT) or '/'}{query}"
    _expect_short(url)
    return url


def _expect_short(url: str) -> None:
    if len(url) > URL_LIMIT:
        raise TooLong("The address", URL_LIMIT, len(url))


def _split(typed: str) -> SplitResult:
    if not _PLAIN.fullmatch(typed):
        raise UnusableUrl("it is empty, or has spaces, backslashes or control characters")
    try:
        parts = urlsplit(typed)
    except ValueError:
        raise UnusableUrl("it is not a URL") from None
    if parts.scheme not in _PORTS:
        raise UnusableUrl("it has to begin with https://")
    if "@" in parts.netloc:
        raise UnusableUrl("it has a user name or password in it; our signature takes their place")
    if "#" in typed:
        raise UnusableUrl("the part from # on would never be sent")
    return parts


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise UnusableUrl("its port has to be a number from 1 to 65535")
    return port or _PORTS[parts.scheme]


def _host(parts: SplitResult) -> str:
    """In lower case and in ASCII: an address of numbers, or a name as DNS has it."""
    typed = (parts.hostname or "").removesuffix(".")
    if "[" in parts.netloc or ":" in typed:
        return _ip(typed)
    try:
        name = idna.encode(typed, uts46=True).decode().removesuffix(".") if typed else ""
    except (idna.IDNAError, UnicodeError):
        name = ""
    if not name:
        raise UnusableUrl("it has no proper host name")
    # Resolvers take such a name for an IPv4 address, also in forms that `ip_address` refuses.
    looks_numeric = re.fullmatch(r"[0-9]+|0x[0-9a-f]*", name.rpartition(".")[2])
    return _ip(name) if looks_numeric else name


def _ip(typed: str) -> str:
    """Not in hexadecimal, nor shortened, as some resolvers still understand it."""
    try:
        address = ip_address(typed)
    except ValueError:
        raise UnusableUrl("its host is not a well-formed IP address") from None
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        raise UnusableUrl("its host names a zone of this machine")
    return str(address)


def _expect_public(host: str) -> None:
    try:
        public = is_public(ip_address(host))
    except ValueError:
        public = "." in host and host.rpartition(".")[2] not in _INSIDE
    if not public:
        raise UnreachableAddress(host)
