"""6. The link that may write goes only to AP; its first write by another address needs a code."""

import re
import threading
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from httpx import Response

from bot.api.app import described
from bot.security.links import BY_HAND, Links
from bot.web import register
from bot.web.link.proof import COOKIE
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.mailing import Mailed, note_mailing
from jupiter_core.commands.timer import tick
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.held_change import MOST_CODES, MOST_TRIES
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import LinkNotValid
from jupiter_core.outbox.messages import EMAIL, MessageKind
from jupiter_core.ports import Message
from jupiter_core.store import Database
from tests.factories import EVE as NOBODY
from tests.factories import NOW, SAM, WORKSPACE, a_draft
from tests.harness.api_client import LINKS as API_LINKS
from tests.harness.api_client import System
from tests.harness.fakes import FixedClock
from tests.harness.link_client import LINKS, LinkClient, PlainPaper
from tests.harness.web_client import web_client

EVE = {"name": "Fiona Chen", "email": "eve@evil.example"}
TOKEN = re.compile(r"/i/([\w.-]+)")


@pytest.fixture
def site(database: Database, clock: FixedClock) -> LinkClient:
    return LinkClient(store=database, clock=clock).approve()


def put(site: LinkClient, browser: httpx.Client | None = None, /, **typed: str) -> Response:
    """A form that is sent, and no code."""
    return (browser or site.client).post(site.link, data=site.form(**typed))


def code(
    site: LinkClient, typed: str, held: str = "", browser: httpx.Client | None = None
) -> Response:
    data = {"held": held or site.held()[-1].id, "code": typed}
    return (browser or site.client).post(f"{site.link}/code", data=data)


def right(site: LinkClient) -> str:
    return LINKS.code(site.held()[-1].id)


def wrong(site: LinkClient) -> str:
    return f"{(int(right(site)) + 1) % 1_000_000:06d}"


def mails(site: LinkClient) -> list[Message]:
    """What waits for the mail server."""
    found: list[Message] = []
    mailbox = site.store.outbox  # type: ignore[attr-defined]
    now = site.clock.now()
    while claimed := mailbox.claim(
        owner="looker", now=now, lease_until=now, limit=50, destinations=(EMAIL,)
    ):
        found += claimed
        for each in claimed:
            mailbox.sent(each.id, owner="looker", now=now, receipt={})
    return found


def test_a_link_that_reads_shows_all_and_writes_nothing(site: LinkClient) -> None:
    page = site.client.get(site.reading_link)
    assert "1,345,000.00" in page.text
    assert 'name="po_number"' not in page.text
    assert site.client.get(f"{site.reading_link}/invoice.pdf").status_code == 200
    before = site.invoice
    answer = site.client.post(site.reading_link, data=site.form(po_number="666"))
    assert answer.status_code == 403
    assert "this link is view-only" in answer.text
    held = put(site, po_number="666", **EVE).headers["location"].partition("held=")[2]
    for path in ("/code", "/code/again"):
        data = {"held": held, "code": LINKS.code(held)}
        assert "gone=1" in site.client.post(site.reading_link + path, data=data).headers["location"]
    assert site.invoice == before


def test_a_link_of_before_there_were_two_kinds_is_one_that_reads(site: LinkClient) -> None:
    assert not LINKS.check(LINKS.token(site.invoice), site.invoice).may_write
    assert "send me the link" in site.client.get(site.reading_link).text


def test_no_link_can_be_turned_into_another(site: LinkClient) -> None:
    invoice = site.invoice
    reading, mine = LINKS.token(invoice), LINKS.writing_token(invoice, "dana@acme.example")
    theirs = LINKS.writing_token(invoice, "eve@evil.example")
    _, mark, signed = mine.split(".")
    _, other_mark, other_signed = theirs.split(".")
    signature = reading.partition(".")[2]
    forged = [
        f"{invoice.id}.{mark}.{signature}",
        f"{invoice.id}.{signed}",
        f"{invoice.id}.{mark}.{other_signed}",
        f"{invoice.id}.{other_mark}.{signed}",
        f"{invoice.id}..{signed}",
        f"{invoice.id}..{signature}",
        f"{invoice.id}.{mark}.{mark}.{signed}",
        f"{invoice.id}.{LINKS.proof(invoice, 'dana@acme.example', 'eve@evil.example', NOW)}",
    ]
    for token in forged:
        assert site.client.get(f"/i/{token}").status_code == 404
        assert site.client.post(f"/i/{token}", data=site.form(po_number="1")).status_code == 404
    replaced = invoice.with_new_link()
    other = invoice.model_copy(update={"id": "01JOTHER"})
    for elsewhere in (replaced, other):
        stolen = mine.replace(invoice.id, elsewhere.id)
        with pytest.raises(LinkNotValid):
            LINKS.check(stolen, elsewhere)


def test_whoever_is_not_the_ap_contact_is_held_until_the_code_that_went_to_the_contact(
    site: LinkClient,
) -> None:
    mails(site)
    before = site.invoice
    answer = put(site, po_number="4500017342", **EVE)
    assert "/code?held=" in answer.headers["location"]
    assert site.invoice == before
    (held,) = site.held()
    assert held.mailbox == "dana@acme.example"
    assert [each.kind for each in mails(site)] == [MessageKind.EMAIL_CODE]
    page = site.client.get(f"/i/{answer.headers['location']}")
    assert "d…@acme.example" in page.text
    assert "4500017342" in page.text
    assert right(site) not in page.text
    assert code(site, right(site)).headers["location"].endswith("?saved=5")
    assert site.invoice.content.po_number == "4500017342"
    with site.store.read(WORKSPACE) as uow:
        assert uow.versions.of(site.draft.id)[-1].by.verified


def test_the_thread_hears_of_an_attempt_once_a_day_and_not_what_was_typed(site: LinkClient) -> None:
    for n in range(4):
        put(site, po_number=f"66{n}", nonce=str(n), **EVE)
        site.clock.advance(minutes=1)
    (told,) = attempts(site)
    assert (told.by.name, told.by.email, told.by.verified) == (EVE["name"], EVE["email"], False)
    assert told.words == "PO number"
    assert "66" not in told.model_dump_json(include={"note", "details", "changes"})
    site.clock.advance(hours=24)
    put(site, po_number="7", nonce="7", **EVE)
    assert len(attempts(site)) == 2


def test_of_the_contact_s_own_change_no_attempt_is_told(site: LinkClient) -> None:
    put(site, po_number="7")
    assert attempts(site) == []


def attempts(site: LinkClient) -> list[Event]:
    with site.store.read(WORKSPACE) as uow:
        events = uow.events.of(site.draft.id)
    return [each for each in events if each.name is EventName.INVOICE_CHANGE_HELD]


def test_typing_the_contact_s_address_proves_nothing_without_the_link_that_was_mailed_there(
    site: LinkClient,
) -> None:
    for mailbox in (BY_HAND, "eve@evil.example"):
        link = f"/i/{LINKS.writing_token(site.invoice, mailbox)}"
        answer = site.client.post(link, data=site.form(po_number=f"666-{mailbox}"))
        assert "/code?held=" in answer.headers["location"]
    assert site.invoice.content.po_number == ""


def test_the_contact_with_the_mailed_link_needs_no_code_and_stands_there_as_verified(
    site: LinkClient,
) -> None:
    assert put(site, po_number="7", email="Dana@Acme.example").headers["location"] == "?saved=5"
    page = site.client.get(site.link).text
    assert "Dana Reyes, accounts payable" in page
    assert "(unverified)" not in page


def test_what_was_written_before_anybody_checked_is_shown_as_unverified() -> None:
    site = LinkClient().approve()
    with site.store.write(WORKSPACE) as uow:
        amendment = site.invoice.amendable().model_copy(update={"po_number": "7"})
        command = Amend(
            by=NOBODY.model_copy(update={"name": "Fiona Chen"}),
            invoice_id=site.draft.id,
            expected_version=site.invoice.sequence,
            amendment=amendment,
        )
        amend(command, uow, PlainPaper())
    assert "Fiona Chen (unverified), accounts payable" in site.client.get(site.link).text


def test_after_the_code_this_browser_needs_none_for_that_address_and_another_one_does(
    site: LinkClient,
) -> None:
    put(site, po_number="1", **EVE)
    cookie = code(site, right(site)).headers["set-cookie"]
    for word in ("HttpOnly", "SameSite=strict", "Secure", f"Path=/i/{path_of(site)}"):
        assert word in cookie
    assert put(site, po_number="2", nonce="2", **EVE).headers["location"] == "?saved=6"
    other_name = {**EVE, "email": "mallory@evil.example"}
    assert "/code?" in put(site, po_number="3", nonce="3", **other_name).headers["location"]
    assert "/code?" in put(site, site.browser(), po_number="4", **EVE).headers["location"]
    assert site.invoice.content.po_number == "2"


def path_of(site: LinkClient) -> str:
    return site.link.removeprefix("/i/")


def test_the_cookie_of_another_invoice_or_a_made_up_one_is_no_proof(site: LinkClient) -> None:
    other = a_draft().model_copy(update={"id": "01JOTHER"})
    forged = Links("https://x.example", ["z" * 32])
    proofs = [
        LINKS.proof(other, "dana@acme.example", EVE["email"], NOW),
        LINKS.proof(site.invoice, "old@acme.example", EVE["email"], NOW),
        LINKS.proof(site.invoice, "", EVE["email"], NOW),
        LINKS.proof(site.invoice.with_new_link(), "dana@acme.example", EVE["email"], NOW),
        forged.proof(site.invoice, "dana@acme.example", EVE["email"], NOW),
        *("", "x", "0" * 5000),
    ]
    for n, proof in enumerate(proofs):
        browser = site.browser()
        browser.cookies.set(COOKIE, proof)
        answer = put(site, browser, po_number="666", nonce=str(n % 5), **EVE)
        assert "/code?" in answer.headers.get("location", "") or answer.status_code == 429
    strange = [(b"cookie", COOKIE.encode() + b"=\xe9\xff")]
    form = site.form(po_number="666", nonce="0", **EVE)
    assert site.browser().post(site.link, data=form, headers=strange).status_code == 303
    assert site.invoice.content.po_number == ""


def test_a_proof_is_over_after_thirty_days_also_for_whoever_kept_a_copy(site: LinkClient) -> None:
    put(site, po_number="1", **EVE)
    code(site, right(site))
    copied = site.client.cookies[COOKIE]
    site.clock.advance(days=29)
    assert with_proof(site, copied, po_number="2") == "?saved=6"
    site.clock.advance(days=1)
    assert "/code?" in with_proof(site, copied, po_number="3")
    assert site.invoice.content.po_number == "2"


def test_the_date_of_a_proof_cannot_be_changed_or_left_out(site: LinkClient) -> None:
    put(site, po_number="1", **EVE)
    code(site, right(site))
    issued, _, signature = site.client.cookies[COOKIE].partition(".")
    site.clock.advance(days=30)
    later = int(issued) + 86400
    undated = f"{site.invoice.id}:{site.invoice.link_generation}:dana@acme.example:{EVE['email']}"
    (signer, *_) = LINKS._signers["jupiter.invoice-link.proof"]
    forged = [
        *(f"{each}.{signature}" for each in (later, "", "-1", "9" * 12, "9" * 900, f"0{later}")),
        *(f"{later}:dana@acme.example.{signature}", f".{issued}.{signature}", signature),
        *(f"{later}.{issued}.{signature}", signer.get_signature(undated).decode()),
    ]
    for n, proof in enumerate(forged):
        site.clock.advance(hours=2)
        location = with_proof(site, proof, po_number="666", nonce=f"forged-{n}")
        assert "/code?" in location, proof
    assert site.invoice.content.po_number == "1"


def with_proof(site: LinkClient, proof: str, **typed: str) -> str:
    """Where a browser that has it is sent, with Eve's form."""
    browser = site.browser()
    browser.cookies.set(COOKIE, proof)
    return put(site, browser, **{**EVE, **typed}).headers["location"]


def test_a_code_counts_once(site: LinkClient) -> None:
    put(site, po_number="1", **EVE)
    held = site.held()[-1].id
    assert "saved" in code(site, right(site)).headers["location"]
    again = code(site, right(site), held)
    assert "gone=1" in again.headers["location"]
    assert "set-cookie" not in again.headers
    assert site.invoice.revision == 2


def test_a_code_of_one_change_lets_no_other_go(site: LinkClient) -> None:
    put(site, po_number="1", nonce="1", **EVE)
    first = site.held()[-1].id
    put(site, po_number="2", nonce="2", **EVE)
    second = next(each.id for each in site.held() if each.id != first)
    assert code(site, LINKS.code(first), second).status_code == 422
    for foreign in ("", "x", "01JOTHER", "../" + first, "9" * 5000):
        assert "gone=1" in code(site, LINKS.code(foreign), foreign or "-").headers["location"]
    assert site.invoice.content.po_number == ""


def test_guessing_is_over_after_ten_wrong_codes_whatever_change_they_were_for(
    site: LinkClient,
) -> None:
    put(site, po_number="1", nonce="1", **EVE)
    for n in range(MOST_TRIES):
        if n == MOST_TRIES // 2:
            put(site, po_number="2", nonce="2", **EVE)
        assert code(site, wrong(site)).status_code == 422
    answer = code(site, right(site))
    assert answer.status_code == 429
    assert "Too many incorrect codes" in answer.text
    assert site.invoice.content.po_number == ""
    site.clock.advance(minutes=61)
    put(site, po_number="3", nonce="3", **EVE)
    assert "saved" in code(site, right(site)).headers["location"]


def test_guessing_at_once_gets_no_more_tries(site: LinkClient) -> None:
    put(site, po_number="1", **EVE)
    guess, held = wrong(site), site.held()[-1].id
    statuses: list[int] = []

    def guessing() -> None:
        statuses.extend(code(site, guess, held, site.browser()).status_code for _ in range(4))

    threads = [threading.Thread(target=guessing) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert statuses.count(422) == MOST_TRIES
    assert site.held()[-1].wrong == MOST_TRIES
    site.clock.advance(minutes=2)
    assert code(site, right(site)).status_code == 429


def test_a_code_is_over_after_a_quarter_of_an_hour_and_can_be_sent_again(site: LinkClient) -> None:
    put(site, po_number="1", **EVE)
    site.clock.advance(minutes=15)
    assert "This code has expired" in code(site, right(site)).text
    again = site.client.post(f"{site.link}/code/again", data={"held": site.held()[-1].id})
    assert "again=1" in again.headers["location"]
    assert "saved" in code(site, right(site)).headers["location"]


def test_nobody_s_mailbox_is_flooded_with_codes(site: LinkClient) -> None:
    mails(site)
    for n in range(MOST_CODES + 4):
        put(site, po_number=str(n), nonce=str(n), **EVE)
        site.clock.advance(minutes=1)
    answer = put(site, po_number="7", nonce="one more", **EVE)
    assert answer.status_code == 429
    assert 'value="7"' in answer.text
    assert len([each for each in mails(site) if each.kind == MessageKind.EMAIL_CODE]) == MOST_CODES


def test_the_same_form_twice_is_held_once_and_mailed_once(site: LinkClient) -> None:
    mails(site)
    first = put(site, po_number="1", **EVE).headers["location"]
    assert put(site, po_number="1", **EVE).headers["location"] == first
    assert len(mails(site)) == 1


def test_what_was_typed_outlives_a_restart_and_comes_back_to_be_changed(
    site: LinkClient, database: Database, clock: FixedClock
) -> None:
    location = put(site, po_number="4500017342", attention="Team 7", **EVE).headers["location"]
    app = FastAPI()
    register(app, store=database, renderer=PlainPaper(), links=LINKS, wake=lambda: None, mails=True)
    with web_client(app, base_url="https://pay.jupiter.example", follow_redirects=False) as fresh:
        back = fresh.get(f"{site.link}?held={location.partition('held=')[2]}").text
        assert 'value="Team 7"' in back
        assert 'value="4500017342"' in back
        assert "saved" in code(site, right(site), browser=fresh).headers["location"]
    assert site.invoice.content.bill_to.attention == "Team 7"


def test_what_waits_is_forgotten_after_an_hour(site: LinkClient) -> None:
    put(site, po_number="1", **EVE)
    held, given = site.held()[-1].id, right(site)
    site.clock.advance(minutes=60)
    assert "gone=1" in code(site, given, held).headers["location"]
    with site.store.write(WORKSPACE) as uow:
        tick(uow)
    assert site.held() == []


def test_a_code_for_what_is_paid_by_now_changes_nothing(site: LinkClient) -> None:
    put(site, po_number="666", **EVE)
    site.pay("1345000.00")
    paid = site.invoice
    answer = code(site, right(site))
    assert answer.status_code == 409
    assert "this invoice is paid" in answer.text
    assert site.invoice == paid


def test_two_browsers_with_codes_overwrite_nothing_unseen(site: LinkClient) -> None:
    one, two = site.browser(), site.browser()
    put(site, one, po_number="1", nonce="1", **EVE)
    first = site.held()[-1].id
    put(site, two, po_number="2", nonce="2", name="Mo", email="mo@acme.example")
    second = next(each.id for each in site.held() if each.id != first)
    assert "saved" in code(site, LINKS.code(first), first, one).headers["location"]
    answer = code(site, LINKS.code(second), second, two)
    assert answer.status_code == 409
    assert "On the invoice now: <b>1</b>" in answer.text
    assert 'value="2"' in answer.text
    again = put(site, two, po_number="2", nonce="3", name="Mo", email="mo@acme.example")
    assert "saved" in again.headers["location"]


def test_the_link_of_a_contact_who_was_replaced_needs_a_code_from_the_new_one(
    site: LinkClient,
) -> None:
    old = site.link
    contact = ApContact(name="Lee Park", email="lee@acme.example")
    amendment = site.invoice.amendable().model_copy(update={"ap_contact": contact})
    with site.store.write(WORKSPACE) as uow:
        seen = site.invoice.sequence
        command = Amend(
            by=SAM, invoice_id=site.draft.id, expected_version=seen, amendment=amendment
        )
        amend(command, uow, PlainPaper())
    for writer in ("dana@acme.example", "lee@acme.example"):
        form = site.form(po_number="666", email=writer, nonce=writer)
        assert "/code?" in site.client.post(old, data=form).headers["location"]
    assert {each.mailbox for each in site.held()} == {"lee@acme.example"}


def test_asking_for_the_link_tells_nothing_and_is_mailed_to_the_contact_three_times_an_hour(
    site: LinkClient,
) -> None:
    mails(site)
    answers = []
    for _ in range(6):
        answers.append(site.client.post(f"{site.reading_link}/send").headers["location"])
        mails(site)
        site.clock.advance(minutes=2)
        _mailed(site)
    assert len(set(answers)) == 1
    with site.store.read(WORKSPACE) as uow:
        events = [each.name for each in uow.events.of(site.draft.id)]
    assert events.count(EventName.INVOICE_EMAIL_ASKED_FOR) == 3
    page = site.client.get(f"/i/{answers[0].removeprefix('../')}").text
    assert "If d…@acme.example is right" in page


def _mailed(site: LinkClient) -> None:
    """As the sender notes it."""
    with site.store.write(WORKSPACE) as uow:
        command = Mailed(
            message_id=uow.new_id(),
            invoice_id=site.draft.id,
            outcome=EventName.INVOICE_EMAILED,
            email="dana@acme.example",
        )
        note_mailing(command, uow)
    site.clock.advance(minutes=2)


def test_without_a_mail_server_nothing_is_done_before_a_person_says_so(
    database: Database, clock: FixedClock
) -> None:
    site = LinkClient(store=database, clock=clock, mails=False).approve()
    assert "Ask Jupiter US Inc." in site.client.get(site.reading_link).text
    link = f"/i/{LINKS.writing_token(site.invoice, BY_HAND)}"
    before = site.invoice
    form = site.form(po_number="666")
    answer = site.client.post(link, data=form)
    assert answer.headers["location"] == "?asked=1"
    assert "Sent to Jupiter US Inc. to confirm." in site.client.get(f"{link}?asked=1").text
    assert site.client.post(link, data=form).headers["location"] == "?asked=1"
    assert site.invoice == before
    assert len(site.held()) == 1
    for n in range(8):
        site.client.post(link, data=site.form(po_number=str(n), nonce=str(n)))
    assert len(site.held()) == 5


@pytest.fixture
def system() -> Iterator[System]:
    yield System(*Scope)


def gets() -> list[str]:
    return [path for path, methods in described()["paths"].items() if "get" in methods]


def test_a_key_that_reads_sees_no_link_and_one_that_writes_only_the_one_that_reads(
    system: System,
) -> None:
    made = system.made(deal_channel="C0ACME")
    assert TOKEN.findall(str(made)) == [made["link"].partition("/i/")[2]]
    with system.store.read(WORKSPACE) as uow:
        invoice = uow.invoices.get(made["id"])
    token = made["link"].partition("/i/")[2]
    assert not API_LINKS.check(token, invoice).may_write
    reading = [each for each in Scope if not each.value.startswith("invoices:")]
    with system.store.write(WORKSPACE) as uow:
        key = uow.api_keys.get(system.key.key.id)
        scopes = (*reading, Scope.INVOICES_READ)
        uow.api_keys.save(key.model_copy(update={"scopes": scopes}))
    looked = 0
    for path in gets():
        address = path.replace("{invoice_id}", made["id"]).replace("{sequence}", "1")
        answer = system.call("GET", address.replace("{customer_id}", "customer-acme"))
        looked += answer.is_success
        assert "/i/" not in answer.text, path
    assert looked >= 8
