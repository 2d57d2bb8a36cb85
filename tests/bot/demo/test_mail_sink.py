"""The demo's mailbox: mail comes over SMTP and is looked at in a browser."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from bot.delivery.email.server import SmtpServer
from bot.demo.local_workspace import waited_for
from bot.demo.mail_sink import MailSink, mail_sink

HOSTILE = '"><script>document.title="taken"</script>'


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with mail_sink() as sink:
        yield sink


def send(sink: MailSink, subject: str = "Hello", html: str = "<p>Hello</p>") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@jupiter.example", "dana@acme.example", subject
    mail.set_content("As text.\n")
    mail.add_alternative(html, subtype="html")
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="J-1.pdf")
    SmtpServer.of(sink.smtp_url).deliver(mail)


def get(sink: MailSink, path: str) -> tuple[str, dict[str, str]]:
    with urllib.request.urlopen(f"{sink.page_url}{path}", timeout=10) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return answer.read().decode(), headers


def test_an_empty_mailbox_says_what_will_come(sink: MailSink) -> None:
    assert "No mail yet" in get(sink, "/")[0]


def test_a_mail_that_came_is_listed_read_and_its_attachment_taken(sink: MailSink) -> None:
    send(sink)
    assert [each.recipient for each in sink.mails] == ["dana@acme.example"]
    assert "<h1>Hello</h1>" in get(sink, "/")[0]
    assert "As text." in get(sink, "/mails/1?view=text")[0]
    assert "Content-Type: multipart/mixed" in get(sink, "/mails/1?view=source")[0]
    content, headers = get(sink, "/mails/1/files/0")
    assert content == "%PDF-1"
    assert headers["content-disposition"] == 'attachment; filename="J-1.pdf"'


def test_its_html_is_shut_in_and_loads_nothing(sink: MailSink) -> None:
    send(sink, html="<html><head></head><body>Hi</body></html>")
    page, headers = get(sink, "/mails/1/body")
    assert page.startswith('<html><head><base target="_blank"></head>')
    rules = headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "sandbox" in rules
    assert "allow-scripts" not in rules


def test_hostile_headers_are_shown_as_typed(sink: MailSink) -> None:
    send(sink, subject=HOSTILE)
    for path in ("/", "/mails/1?view=source"):
        assert "<script>document" not in get(sink, path)[0]


@pytest.mark.parametrize("path", ["/mails/9/body", "/mails/1/files/7", "/play.py", "/../play.py"])
def test_what_is_not_there_is_not_found(sink: MailSink, path: str) -> None:
    send(sink)
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(sink, path)
    with missing.value as answer:
        assert answer.status == 404


def test_a_mail_that_is_gone_leads_back_to_the_list(sink: MailSink) -> None:
    assert "No mail yet" in get(sink, "/mails/9")[0]


@pytest.mark.browser
def test_new_mail_comes_up_by_itself_and_runs_nothing(page: Page, sink: MailSink) -> None:
    page.goto(sink.page_url)
    expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
    send(sink, html=f"<p>Read me</p>{HOSTILE}<a href='{sink.page_url}/count'>Open</a>")
    letter = page.frame_locator("iframe.letter")
    expect(letter.get_by_text("Read me")).to_be_visible(timeout=10_000)
    with page.expect_popup() as opened:
        letter.get_by_role("link", name="Open").click()
    expect(opened.value.locator("body")).to_have_text("1")
    expect(page).to_have_title("(1) Mail · Local workspace")


def test_it_ends_when_it_is_left() -> None:
    with mail_sink() as sink:
        send(sink)

    def gone() -> bool | None:
        try:
            get(sink, "/count")
        except OSError:
            return True
        return None

    assert waited_for("the page to be gone", gone)
