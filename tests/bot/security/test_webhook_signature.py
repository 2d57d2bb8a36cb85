"""Signatures, judged by the library of the Standard Webhooks specification and one by hand."""

import hashlib
import hmac
import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from bot.security.webhook_signature import (
    InvalidSecret,
    new_secret,
    secret_bytes,
    signed_headers,
)

SECRET, OTHER = new_secret(b"a" * 32), new_secret(b"b" * 32)
EVENT = "01JD0000000000000000000001"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("aä🙂\0\n"), inner),
    max_leaves=8,
)


def now() -> datetime:
    return datetime.now(UTC)


@given(value=JSON, random_text=st.binary(min_size=24, max_size=64))
def test_any_payload_verifies_with_any_secret(value: object, random_text: bytes) -> None:
    payload, secret = json.dumps(value, ensure_ascii=False), new_secret(random_text)
    headers = signed_headers(EVENT, now(), payload, [secret])
    assert Webhook(secret).verify(payload.encode(), headers) == value


def test_each_of_several_secrets_verifies() -> None:
    headers = signed_headers(EVENT, now(), "{}", [SECRET, OTHER])
    for secret in (SECRET, OTHER):
        assert Webhook(secret).verify("{}", headers) == {}


def test_another_secret_does_not_verify() -> None:
    headers = signed_headers(EVENT, now(), "{}", [SECRET])
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify("{}", headers)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp"])
def test_a_changed_header_does_not_verify(header: str) -> None:
    headers = signed_headers(EVENT, now(), "{}", [SECRET])
    headers[header] = headers[header][:-1] + ("1" if headers[header][-1] != "1" else "2")
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify("{}", headers)


def test_a_changed_body_does_not_verify() -> None:
    headers = signed_headers(EVENT, now(), '{"total":"1.00"}', [SECRET])
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify('{"total":"9.00"}', headers)


def test_an_old_message_does_not_verify() -> None:
    headers = signed_headers(EVENT, now() - timedelta(minutes=6), "{}", [SECRET])
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(SECRET).verify("{}", headers)


def test_a_moment_is_the_same_whatever_zone_names_it() -> None:
    at = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
    tokyo = at.astimezone(timezone(timedelta(hours=9)))
    headers = signed_headers(EVENT, at, "{}", [SECRET])
    assert signed_headers(EVENT, tokyo, "{}", [SECRET]) == headers
    assert headers["webhook-timestamp"] == "1774958400"
    content = f"{EVENT}.1774958400.{{}}".encode()
    mac = b64encode(hmac.new(b"a" * 32, content, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"


def test_a_secret_is_written_as_the_specification_has_it() -> None:
    assert SECRET == "whsec_YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="
    assert secret_bytes(SECRET) == b"a" * 32


@pytest.mark.parametrize("length", [0, 23, 65])
def test_a_secret_of_too_few_or_too_many_bytes_is_refused(length: int) -> None:
    with pytest.raises(InvalidSecret):
        new_secret(bytes(length))


@pytest.mark.parametrize("typed", ["", "whsec_", "whsec_short", "whsec_" + "ä" * 40, "x" * 500])
def test_what_is_no_secret_is_refused(typed: str) -> None:
    with pytest.raises(InvalidSecret):
        secret_bytes(typed)
