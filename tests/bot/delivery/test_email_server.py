"""A real SMTP server that takes mail, refuses it, puts it off, and disappears."""

import email
import smtplib
import time
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.delivery.email.letter import letter_of
from bot.delivery.email.message import MailEnvelope, Pdf, mail
from bot.delivery.email.server import BadSmtpUrl, SmtpServer
from bot.delivery.email.trouble import WORDS_LIMIT, Bounced, smtp_trouble
from jupiter_core.domain.invoice import State
from jupiter_core.ports import RetryLater, Undeliverable
from tests.factories import NOW, a_draft
from tests.harness.certificates import a_certificate, server_side, trusting
from tests.harness.mail_server import HOST, PASSWORD, Postbox, a_deaf_server, a_mail_server

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40


@pytest.fixture
def box() -> Iterator[Postbox]:
    with a_mail_server() as box:
        yield box


def a_mail(recipient: str = "dana@acme.example", language: str = "en") -> EmailMessage:
    invoice = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
    content = invoice.content.model_copy(update={"language": language})
    letter = letter_of(
        invoice.model_copy(update={"content": content}), "https://pay.example/i/1.signature"
    )
    envelope = MailEnvelope(
        sender="invoices@jupiter.example",
        recipient=recipient,
        recipient_name="Dana Reyes",
        reply_to="billing@jupiter.example",
        message_id="01JMAIL",
        at=NOW,
    )
    return mail(letter, envelope, Pdf("JUS-000001-v1.pdf", PDF))


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_what_arrives_is_text_and_html_beside_the_pdf(box: Postbox, language: str) -> None:
    box.server.deliver(a_mail(language=language))
    (arrived,) = box.mails
    assert arrived.get_content_type() == "multipart/mixed"
    words, pdf = arrived.iter_parts()
    assert words.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in words.iter_parts()] == ["text/plain", "text/html"]
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "JUS-000001-v1.pdf")
    assert pdf.get_content() == PDF
    assert box.envelopes == [("invoices@jupiter.example", ["dana@acme.example"])]
    assert arrived["Content-Language"] == language


def test_it_is_seven_bits_wide_and_has_short_lines_for_servers_of_all_ages(box: Postbox) -> None:
    box.server.deliver(a_mail(language="ja"))
    assert box.raw.isascii()
    assert max(len(line) for line in box.raw.split(b"\r\n")) <= 78


@pytest.mark.parametrize("code", ["550", "551", "553"])
def test_a_refused_recipient_is_a_bounce_with_the_server_s_words(box: Postbox, code: str) -> None:
    box.at_recipient = [f"{code} 5.1.1 No <dana@acme.example> here"]
    with pytest.raises(Bounced) as bounced:
        box.server.deliver(a_mail())
    assert bounced.value.words == f"{code} 5.1.1 No <dana@acme.example> here"
    assert box.mails == []


def test_a_refused_content_is_a_bounce(box: Postbox) -> None:
    box.at_data = ["554 5.7.1 Looks like spam"]
    with pytest.raises(Bounced, match="bounced"):
        box.server.deliver(a_mail())


def test_a_mail_too_large_for_the_server_is_a_bounce() -> None:
    with a_mail_server(data_size_limit=2000) as box, pytest.raises(Bounced) as bounced:
        box.server.deliver(a_mail())
    assert bounced.value.words.startswith("552")


def test_greylisting_is_tried_later_and_says_no_address(box: Postbox) -> None:
    box.at_recipient = ["451 4.7.1 Greylisted: dana@acme.example, come back"]
    with pytest.raises(RetryLater) as later:
        box.server.deliver(a_mail())
    assert str(later.value) == "The mail server asks to try again later (451 4.7.1)."
    box.server.deliver(a_mail())
    assert len(box.mails) == 1


def test_a_sender_that_the_server_does_not_take_is_for_the_operator(box: Postbox) -> None:
    box.at_sender = ["553 5.7.1 invoices@jupiter.example is not yours"]
    with pytest.raises(Undeliverable) as refused:
        box.server.deliver(a_mail())
    assert "does not let us send from MAIL_FROM (553 5.7.1). Ask whoever" in str(refused.value)
    assert "jupiter.example" not in str(refused.value)


@pytest.mark.parametrize("when", ["after the recipient", "after the data"])
def test_a_connection_that_breaks_is_tried_again_with_the_same_bytes(
    box: Postbox, when: str
) -> None:
    box.lost = when
    with pytest.raises(RetryLater, match="dropped the connection"):
        box.server.deliver(a_mail())
    first, box.lost = box.raw, ""
    box.server.deliver(a_mail())
    assert first in {b"", box.raw}
    assert {each["Message-ID"] for each in box.mails} == {"<01JMAIL@jupiter.example>"}


def test_nobody_at_the_port_is_tried_later() -> None:
    with a_mail_server() as box:
        server = box.server
    with pytest.raises(RetryLater, match="could not be reached"):
        server.deliver(a_mail())


@pytest.mark.parametrize("said", [b"", b"2", b"220-wait\r\n"])
def test_a_server_that_never_comes_to_an_end_is_left_at_the_deadline(said: bytes) -> None:
    with a_deaf_server(said) as port:
        server = SmtpServer(HOST, port, "none", seconds=0.4)
        begun = time.monotonic()
        with pytest.raises(RetryLater):
            server.deliver(a_mail())
    assert time.monotonic() - begun < 60


def test_an_address_with_umlauts_goes_to_a_server_that_takes_them() -> None:
    with a_mail_server(enable_SMTPUTF8=True) as box:
        box.server.deliver(a_mail("jörg@münchen.example"))
    assert box.envelopes[0][1] == ["jörg@xn--mnchen-3ya.example"]


def test_and_bounces_at_one_that_does_not(box: Postbox) -> None:
    with pytest.raises(Bounced) as bounced:
        box.server.deliver(a_mail("jörg@acme.example"))
    assert bounced.value.words == "The mail server takes no address with letters like these."


# TLS


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return a_certificate(tmp_path, "localhost")


def secured(box: Postbox, certificate: Path, **changes: object) -> SmtpServer:
    server = SmtpServer("localhost", box.port, "starttls", "jupiter", PASSWORD)
    return replace(server, tls=trusting(certificate), **changes)  # type: ignore[arg-type]


def test_starttls_comes_before_the_password(certificate: Path) -> None:
    with a_mail_server(server_side(certificate), require_starttls=True) as box:
        secured(box, certificate).deliver(a_mail())
    assert (len(box.mails), box.logins) == (1, [b"jupiter"])


def test_tls_from_the_first_byte(certificate: Path) -> None:
    with a_mail_server(at_once=server_side(certificate)) as box:
        secured(box, certificate, security="tls", user="").deliver(a_mail())
    assert len(box.mails) == 1


def test_a_certificate_that_nobody_vouches_for_gets_no_password(certificate: Path) -> None:
    unverified = pytest.raises(RetryLater, match="certificate cannot be verified")
    with a_mail_server(server_side(certificate)) as box, unverified:
        replace(secured(box, certificate), tls=None).deliver(a_mail())
    assert (box.mails, box.logins) == ([], [])


def test_a_wrong_password_is_for_the_operator(certificate: Path) -> None:
    with a_mail_server(server_side(certificate)) as box, pytest.raises(Undeliverable) as refused:
        secured(box, certificate, password="wrong").deliver(a_mail())
    assert "refuses the user name or password of SMTP_URL (535 5.7.8)" in str(refused.value)
    assert "wrong" not in str(refused.value)


def test_a_server_without_starttls_gets_neither_mail_nor_password(box: Postbox) -> None:
    with pytest.raises(Undeliverable, match="offers no STARTTLS"):
        replace(box.server, security="starttls").deliver(a_mail())
    assert box.mails == []


def test_a_login_that_is_not_wanted_is_said(box: Postbox) -> None:
    with pytest.raises(Undeliverable, match="takes no login"):
        replace(box.server, user="jupiter", password="x").deliver(a_mail())


# The URL


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://relay.example", ("relay.example", 587, "starttls", "", "")),
        ("smtp://localhost:25?starttls=no", ("localhost", 25, "none", "", "")),
        ("smtps://u%40x:p%2Fw@mx.example", ("mx.example", 465, "tls", "u@x", "p/w")),
        ("smtp://u:p@[::1]:2525", ("::1", 2525, "starttls", "u", "p")),
    ],
)
def test_a_url_says_where_and_how(url: str, expected: tuple[object, ...]) -> None:
    read = SmtpServer.of(url)
    assert (read.host, read.port, read.security, read.user, read.password) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example:25",
        "http://u:secret@mail.example",
        "smtp://u:secret@mail.example:port",
        "smtp://u:sec/ret@mail.example",
        "smtp://u:secret@",
        "smtp://u:secret@mail.example?starttls=no",
        "smtp://u:secret@mail.example?tls=maybe",
        "smtps://mail.example?starttls=no",
        "smtp://u:secr€t@mail.example",
    ],
)
def test_a_url_that_is_not_understood_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(BadSmtpUrl) as refused:
        SmtpServer.of(url)
    assert "secr" not in str(refused.value)


def test_a_server_shows_no_password_of_its_own() -> None:
    assert "secret" not in repr(SmtpServer.of("smtp://who:secret@mail.example"))


def test_a_server_s_words_are_one_printable_line_of_a_bounded_length() -> None:
    said = b"no\r\nsuch\x00\x1b[31m \xff" + b"x" * 1000
    refused = smtplib.SMTPRecipientsRefused({"dana@acme.example": (550, said)})
    with pytest.raises(Bounced) as bounced, smtp_trouble():
        raise refused
    words = bounced.value.words
    assert words.startswith("550 no such [31m �x")
    assert words.isprintable()
    assert len(words) <= WORDS_LIMIT + 4


def test_every_attempt_has_the_same_bytes() -> None:
    assert a_mail().as_bytes() == a_mail().as_bytes()
    assert (
        email.message_from_bytes(a_mail().as_bytes())["Date"] == "Sun, 22 Nov 2026 09:30:00 +0000"
    )
