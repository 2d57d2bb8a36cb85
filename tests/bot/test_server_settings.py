"""What an operator says of proxies and connections: read at the start, and refused there."""

from ipaddress import ip_network

import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("TRUSTED_PROXIES", "MAX_CONNECTIONS"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_nobody_is_trusted_unless_named(environment: pytest.MonkeyPatch) -> None:
    assert Settings(_env_file=None).trusted_proxies == ()


def test_addresses_and_networks_are_named_with_commas(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/24,2001:db8::/32")
    named = Settings(_env_file=None).trusted_proxies
    assert named == tuple(map(ip_network, ("127.0.0.1/32", "10.0.0.0/24", "2001:db8::/32")))


@pytest.mark.parametrize("said", ["*", "proxy.internal", "10.0.0.1/24", "10.0.0.1:80"])
def test_what_is_no_address_is_refused_at_the_start(
    environment: pytest.MonkeyPatch, said: str
) -> None:
    environment.setenv("TRUSTED_PROXIES", said)
    with pytest.raises(ValidationError, match="trusted_proxies"):
        Settings(_env_file=None)


@pytest.mark.parametrize("said", ["0", "-1", "many"])
def test_a_bound_on_connections_is_a_number(environment: pytest.MonkeyPatch, said: str) -> None:
    environment.setenv("MAX_CONNECTIONS", said)
    with pytest.raises(ValidationError, match="max_connections"):
        Settings(_env_file=None)
