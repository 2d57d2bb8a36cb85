"""The mail's headers and parts, read back by the standard library."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest

from bot.delivery.email.letter import letter_of
from bot.delivery.email.message import MailEnvelope, Pdf, mail
from bot.wording.mail_address import address
from bot.wording.text import one_line
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import InvalidEmail
from tests.factories import NOW, a_content, a_draft, a_sender_profile

HEADERS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("MIME-Version", "Content-Type", "Content-Language"),
]
NAMES = [
    "Dana Reyes",
    "Müller, Jörg; Einkauf (Süd) [2]",
    "x\r\nBcc: all@evil.example",
    "=?utf-8?q?evil=0D=0ABcc:_all=40evil.example?=",
    '"CEO" <ceo@evil.example>',
    "a@evil.example, b@evil.example",
    "田中" * 60,
    "Société Générale d’Équipements, Systèmes & Réseaux Électroniques (Île-de-France); S.A.",
    "\u202eevil\u0000",
    "",
]


def a_mail(name: str = "Dana Reyes", seller: str = "Jupiter US Inc.", **changes: str) -> bytes:
    content = a_content(seller=a_sender_profile(legal_name=seller or "x").seller())
    invoice = a_draft(content=content, state=State.ISSUED, number="JUS-000001", revision=1)
    given = {
        "sender": "invoices@jupiter.example",
        "recipient": "dana@acme.example",
        "recipient_name": name,
        "reply_to": "billing@jupiter.example",
        "message_id": "01JMAIL",
        "at": NOW,
        **changes,
    }
    letter = letter_of(invoice, "https://pay.example/i/1.signature")
    return mail(letter, MailEnvelope.model_validate(given), Pdf("a-v1.pdf", b"%PDF-")).as_bytes()


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def test_it_has_the_headers_that_a_proper_mail_has() -> None:
    arrived = read(a_mail())
    assert list(arrived.keys()) == HEADERS
    assert arrived["Message-ID"] == "<01JMAIL@jupiter.example>"
    assert arrived["Date"].datetime == NOW
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Content-Language"] == "en"
    assert all(not arrived[name].defects for name in HEADERS)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_out_of_its_header(name: str) -> None:
    arrived = read(a_mail(name, seller=name))
    assert list(arrived.keys()) == HEADERS
    for header, expected in (
        ("To", "dana@acme.example"),
        ("From", "invoices@jupiter.example"),
        ("Reply-To", "billing@jupiter.example"),
    ):
        assert [each.addr_spec for each in arrived[header].addresses] == [expected]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_it_was_typed_but_for_what_programs_take_for_an_address(
    name: str,
) -> None:
    raw = message_from_bytes(a_mail(name), policy=policy.compat32)
    shown = str(make_header(decode_header(raw["To"]))).replace('"', "")
    for special in '<>"\\':
        name = name.replace(special, " ")
    expected = " ".join(one_line(name.replace("=?", "= ?")).split())
    assert " ".join(shown.rpartition("<")[0].split()) == expected


def test_without_an_address_of_the_seller_there_is_no_reply_to() -> None:
    assert "Reply-To" not in read(a_mail(reply_to=""))


def test_a_domain_is_spelled_as_dns_spells_it() -> None:
    assert address("jörg@straße.example", "").addr_spec == "jörg@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "typed", ["", "dana", "dana@acme", "a@b.example, c@d.example", "x@y.example\r\nBcc: z", "a@☃.x"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidEmail):
        address(typed, "Dana")


def test_lines_are_short_and_boundaries_follow_the_id() -> None:
    raw = a_mail()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert raw == a_mail()
    assert raw != a_mail(message_id="01JOTHER")
