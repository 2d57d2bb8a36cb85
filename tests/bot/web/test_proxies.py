"""Whose word counts on where a request comes from."""

from ipaddress import ip_network
from typing import Any

import pytest

from bot.web.proxies import TrustedProxies
from tests.harness.event_loop import run

OURS = ("10.0.0.0/24", "2001:db8:1::/48", "127.0.0.1")


def seen(peer: str | None, *headers: tuple[str, str], trusted: tuple[str, ...] = OURS) -> Any:
    """Client and scheme as the application sees them."""
    found: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        found.append((scope["client"][0] if scope["client"] else None, scope["scheme"]))

    proxies = TrustedProxies(app, [ip_network(each) for each in trusted])
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    client = (peer, 1) if peer is not None else None
    scope = {"type": "http", "client": client, "scheme": "http", "headers": raw}
    run(proxies(scope, None, None))  # type: ignore[arg-type]
    return found[0]


FOR, PROTO = "X-Forwarded-For", "X-Forwarded-Proto"


@pytest.mark.parametrize("peer", ["203.0.113.9", "127.0.0.1", "10.0.0.1"])
def test_without_a_proxy_that_the_settings_name_nobody_may_say_who_they_are(peer: str) -> None:
    assert seen(peer, (FOR, "192.0.2.1"), (PROTO, "https"), trusted=()) == (peer, "http")


def test_a_stranger_may_not_say_it_where_a_proxy_is_named() -> None:
    assert seen("203.0.113.9", (FOR, "192.0.2.1"), (PROTO, "https")) == ("203.0.113.9", "http")


@pytest.mark.parametrize(
    ("said", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("1.1.1.1, 192.0.2.1", "192.0.2.1"),  # the client wrote 1.1.1.1 itself
        ("10.0.0.7, 192.0.2.1", "192.0.2.1"),  # and so it did here
        ("192.0.2.1, 10.0.0.7", "192.0.2.1"),
        ("10.0.0.8, 10.0.0.7", "10.0.0.8"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:0DB8::0001", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::1"),
        ("192.0.2.1, unknown", "10.0.0.1"),
        ("192.0.2.1, ", "192.0.2.1"),
        ("", "10.0.0.1"),
        (",,,", "10.0.0.1"),
        ("[", "10.0.0.1"),
        ("[::1", "::1"),
        ("999.1.1.1", "10.0.0.1"),
        ("0x7f000001", "10.0.0.1"),
        ("é\xff", "10.0.0.1"),
        ("1" * 15_000, "10.0.0.1"),
        (", ".join(["10.0.0.7"] * 5_000), "10.0.0.7"),
    ],
)
def test_the_hop_nearest_to_our_proxies_is_the_client(said: str, client: str) -> None:
    assert seen("10.0.0.1", (FOR, said))[0] == client


def test_several_headers_are_one_list() -> None:
    assert seen("10.0.0.1", (FOR, "192.0.2.1"), (FOR, "192.0.2.2, 10.0.0.7"))[0] == "192.0.2.2"


@pytest.mark.parametrize(
    ("said", "scheme"),
    [("https", "https"), ("http", "http"), ("http, https", "https"), ("javascript", "http")],
)
def test_the_scheme_is_what_the_nearest_proxy_says(said: str, scheme: str) -> None:
    assert seen("2001:db8:1::5", (PROTO, said))[1] == scheme


@pytest.mark.parametrize("peer", [None, "", "not an address"])
def test_a_peer_without_an_address_is_left_as_it_is(peer: str | None) -> None:
    assert seen(peer, (FOR, "192.0.2.1")) == (peer, "http")
