"""Addresses of endpoints as people type them, and as attackers do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.security.webhook_addresses import (
    URL_LIMIT,
    UnreachableAddress,
    UnusableUrl,
    check_url,
    is_allowed,
)
from jupiter_core.domain.refusals import Refusal, TooLong

ALLOWED = ("localhost", "crm.internal:8443", "10.1.2.3", "[fd00::5]:9000")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://hooks.example.com/in", "https://hooks.example.com/in"),
        ("  https://hooks.example.com  ", "https://hooks.example.com/"),
        ("HTTPS://Hooks.Example.COM:443/In?A=b", "https://hooks.example.com/In?A=b"),
        ("https://hooks.example.com.:8443/", "https://hooks.example.com:8443/"),
        ("https://münchen.example/käse?ü", "https://xn--mnchen-3ya.example/k%C3%A4se?%C3%BC"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x"),
        ("https://[2606:4700:0:0::1111]:8443/", "https://[2606:4700::1111]:8443/"),
        ("http://localhost:5000/hook", "http://localhost:5000/hook"),
        ("http://LocalHost", "http://localhost/"),
        ("https://crm.internal:8443/in", "https://crm.internal:8443/in"),
        ("http://10.1.2.3/in", "http://10.1.2.3/in"),
        ("http://[fd00::5]:9000/in", "http://[fd00::5]:9000/in"),
    ],
)
def test_an_address_is_kept_in_its_one_spelling(typed: str, kept: str) -> None:
    assert check_url(typed, ALLOWED) == kept
    assert check_url(kept, ALLOWED) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "hooks.example.com", "/in", "https://", "https:///in", "https://?x", "https:in"),
        *("http://hooks.example.com/", "ftp://hooks.example.com/", "file:///etc/passwd"),
        *("gopher://localhost/", "javascript:alert(1)", "unix:///run/docker.sock"),
        *("https://sam:secret@hooks.example.com/", "https://@hooks.example.com/"),
        *("https://hooks.example.com/#part", "https://hooks.example.com/#"),
        *("https://hooks.example.com:0/", "https://hooks.example.com:65536/"),
        *("https://hooks.example.com:x/", "https://hooks.example.com:-1/"),
        *("https://hooks.example.com\\@localhost/", "https://hooks .example.com/"),
        *("https://hooks.example.com/\r\nHost:x", "https://hooks.example.com/\x00"),
        *("https://ho%6fks.example.com/", "https://-a.example/", "https://a..example/"),
        *("https://2130706433/", "https://0x7f000001/", "https://0x7f.1/", "https://127.1/"),
        *("https://0177.0.0.1/", "https://1.2.3.4.5/", "https://256.1.1.1/"),
        *("https://[fe80::1%25eth0]/", "https://[::1/", "https://[v1.a]/", "https://[a.example]/"),
    ],
)
def test_what_is_no_plain_https_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(UnusableUrl) as refused:
        check_url(typed, ALLOWED)
    assert refused.value.path == "url"


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "100.100.100.200"),
        *("[::1]", "[fd00:ec2::254]", "[::ffff:127.0.0.1]", "[::]", "[64:ff9b::a00:1]"),
        *("127。0。0。1", "１２７.0.0.1", "intranet", "crm.internal", "crm.internal:8444"),
        *("metadata.google.internal", "printer.local", "evil.localhost", "crm.internal.:9"),
    ],
)
def test_what_leads_inside_is_refused_and_the_operators_list_named(host: str) -> None:
    with pytest.raises(UnreachableAddress, match="WEBHOOK_ALLOWED_HOSTS") as refused:
        check_url(f"https://{host}/", ALLOWED)
    assert refused.value.path == "url"


def test_a_very_long_address_is_refused() -> None:
    fits = "https://hooks.example.com/" + "a" * (URL_LIMIT - 26)
    assert check_url(fits, ()) == fits
    for long in (fits + "a", "https://hooks.example.com/" + "ä" * 700):
        with pytest.raises(TooLong):
            check_url(long, ())


def test_the_operator_allows_a_host_at_all_ports_or_at_one() -> None:
    allowed = (" Localhost ", "crm.internal:8443")
    assert is_allowed("localhost", 80, allowed)
    assert is_allowed("crm.internal", 8443, allowed)
    assert not is_allowed("crm.internal", 443, allowed)
    assert not is_allowed("evil-localhost", 80, allowed)


@pytest.mark.parametrize("typed", ["https://a。", "https://127。", "https://0x7f。/"])
def test_a_full_stop_in_another_script_hides_no_host(typed: str) -> None:
    with pytest.raises(Refusal):
        check_url(typed, ())


@given(st.text(st.sampled_from("htps:/.@[]%#?\\-_0x127localhst\t\n é。")) | st.text())
def test_any_text_is_refused_or_kept_in_a_spelling_of_its_own(text: str) -> None:
    for typed in (text, f"https://{text}", f"https://a.example/{text}"):
        try:
            kept = check_url(typed, ALLOWED)
        except Refusal:
            continue
        assert kept.isascii()
        assert kept.startswith("http")
        assert check_url(kept, ALLOWED) == kept
