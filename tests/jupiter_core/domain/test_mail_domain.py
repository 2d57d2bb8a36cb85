"""Whose mailbox an address is, and which known one it may be taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.mail_domain import Recipient, mail_home, resembling

KNOWN = ["acme.example", "globex.co.uk"]


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("Dana@ACME.example", "acme.example"),
        ("dana@acme.example.", "acme.example"),
        ("dana@mail.acme.example", "mail.acme.example"),
        ("Dana@Gmail.com", "dana@gmail.com"),
        ("dana@yahoo.co.jp", "dana@yahoo.co.jp"),
        ("dana@xn--bcher-kva.example", "bücher.example"),
        ("", ""),
        ("nobody", ""),
        ("@acme.example", ""),
    ],
)
def test_a_company_is_its_domain_and_a_public_mailbox_its_address(address: str, home: str) -> None:
    assert mail_home(address) == home


@pytest.mark.parametrize(
    "home",
    [
        *("acrne.example", "acme.co", "acme-payments.example", "acmepay.example"),
        *("payments.acme.example", "acne.example", "amce.example", "acmee.example"),
        *("\u0430cme.example", "globexx.co.uk", "gl0bex.co.uk"),
    ],
)
def test_what_is_made_to_look_like_a_known_one_is_named(home: str) -> None:
    assert resembling(home, KNOWN) in KNOWN


@pytest.mark.parametrize("home", ["initech.example", "umbrella.com", "acme.example", "a.example"])
def test_what_looks_like_none_is_no_false_alarm(home: str) -> None:
    assert resembling(home, ["acme.example"]) == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_asked_about(one: str, other: str) -> None:
    assert resembling(mail_home(one), [other]) in {"", other}


def test_a_recipient_is_said_as_mail_programs_do() -> None:
    assert Recipient(name="Dana", email="d@a.example").words == "Dana <d@a.example>"
    assert Recipient(name="", email="d@a.example").words == "d@a.example"
    assert Recipient(name="Dana", email="").words == "Dana, no e-mail address"
    assert Recipient(name="", email="").words == "no e-mail address"
