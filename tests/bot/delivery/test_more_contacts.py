"""Several contacts of accounts payable: each gets a mail and a link of their own."""

from bot.delivery.email.trouble import Bounced
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_contact import ContactRole, MailContact
from jupiter_core.domain.party import ApContact
from jupiter_core.ports import RetryLater
from tests.bot.delivery.test_email import Post
from tests.factories import SAM, a_customer

LEE = MailContact(name="Lee Park", email="lee@acme.example")
BOB = MailContact(name="Bob Hale", email="bob@acme.example", role=ContactRole.CC, language="de")
HEAD_TO = "Dana Reyes <dana@acme.example>, Lee Park <lee@acme.example>"
HEAD_CC = "Bob Hale <bob@acme.example>"


def with_contacts(*contacts: MailContact, **changes: object) -> Post:
    """A customer who has them before anything is drafted."""
    post = Post()
    with post.desk.writing() as uow:
        uow.customers.save(a_customer(more_contacts=contacts, **changes))
    return post


def text_of(post: Post, n: int) -> str:
    words = post.mails[n].get_body(("plain",))
    assert words is not None
    return str(words.get_content())


def notices(post: Post, issued: Invoice) -> int:
    """How many messages of the thread are about mails that were sent."""
    sent = {e.id for e in post.desk.events(issued.id) if e.name is EventName.INVOICE_EMAILED}
    return sum(each.body.get("event_id") in sent for each in post.desk.messages())


def test_each_gets_a_mail_that_names_everybody_and_goes_to_one() -> None:
    post = with_contacts(LEE, BOB)
    post.desk.issued()
    post.run()
    assert post.server is not None
    assert post.server.given_to == ["dana@acme.example", "lee@acme.example", "bob@acme.example"]
    assert [(str(each["To"]), str(each["Cc"])) for each in post.mails] == [(HEAD_TO, HEAD_CC)] * 3
    assert len({str(each["Message-ID"]) for each in post.mails}) == 3


def test_a_link_tells_whose_it_is_and_a_copy_s_only_reads() -> None:
    post = with_contacts(LEE, BOB)
    issued = post.desk.issued()
    post.run()
    links = post.links
    theirs = [
        links.writing_url(issued, "dana@acme.example"),
        links.writing_url(issued, "lee@acme.example"),
        links.url(issued),
    ]
    for n in range(3):
        found = [each for each in theirs if f"{each}\n" in f"{text_of(post, n)}\n"]
        assert found == [theirs[n]]


def test_each_is_greeted_by_name_and_in_their_own_language() -> None:
    post = with_contacts(LEE, BOB)
    post.desk.issued()
    post.run()
    assert [text_of(post, n).splitlines()[0] for n in range(3)] == [
        "Hello Dana Reyes,",
        "Hello Lee Park,",
        "Guten Tag Bob Hale,",
    ]
    assert [str(each["Content-Language"]) for each in post.mails] == ["en", "en", "de"]


def test_the_thread_hears_once_that_it_was_sent_and_the_events_say_to_whom() -> None:
    post = with_contacts(LEE, BOB)
    issued = post.desk.issued()
    post.run()
    assert post.told(issued) == [
        (EventName.INVOICE_EMAILED, "dana@acme.example"),
        (EventName.INVOICE_EMAILED, "lee@acme.example"),
        (EventName.INVOICE_EMAILED, "bob@acme.example"),
    ]
    assert notices(post, issued) == 1


def test_one_that_bounces_is_told_with_its_address_and_keeps_no_other_back() -> None:
    post = with_contacts(LEE, BOB)
    assert post.server is not None
    post.server.bounces["lee@acme.example"] = Bounced("550 5.1.1 No such mailbox")
    issued = post.desk.issued()
    post.run()
    assert post.told(issued) == [
        (EventName.INVOICE_EMAILED, "dana@acme.example"),
        (EventName.INVOICE_EMAIL_BOUNCED, "lee@acme.example: 550 5.1.1 No such mailbox"),
        (EventName.INVOICE_EMAILED, "bob@acme.example"),
    ]


def test_one_that_has_to_wait_holds_up_no_other() -> None:
    post = with_contacts(LEE)
    assert post.server is not None
    post.server.bounces["dana@acme.example"] = RetryLater("busy")
    post.desk.issued()
    post.run()
    assert post.server.given_to == ["lee@acme.example"]


def test_a_contact_taken_off_the_invoice_before_the_mail_left_gets_none() -> None:
    post = with_contacts(LEE)
    issued = post.desk.issued()
    post.desk.amend(issued, SAM, more_contacts=())
    post.run()
    assert post.server is not None
    assert post.server.given_to == ["dana@acme.example"]
    assert str(post.mails[0]["To"]) == "Dana Reyes <dana@acme.example>"


def test_without_a_mail_server_the_thread_is_asked_once_to_send_the_link() -> None:
    post = with_contacts(LEE, BOB)
    post.server = None
    issued = post.desk.issued()
    post.run()
    assert [name for name, _ in post.told(issued)] == [EventName.INVOICE_LINK_TO_SEND]


def test_a_name_brings_no_header_and_no_second_address_into_the_mail() -> None:
    odd = MailContact(name='Eve" <evil@evil.example>, x', email="eve@acme.example")
    post = with_contacts(odd, ap_contact=ApContact(name="Dana", email="dana@acme.example"))
    post.desk.issued()
    post.run()
    addresses = [each.addr_spec for each in post.mails[1]["To"].addresses]
    assert addresses == ["dana@acme.example", "eve@acme.example"]
    assert post.mails[1]["Bcc"] is None
