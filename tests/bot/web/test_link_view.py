"""What AP sees behind a link, and what nobody sees without one."""

import pytest

from bot.security.links import Links
from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.domain.events import EventName
from tests.factories import FIONA, WORKSPACE, a_content, a_draft, a_line
from tests.harness.fakes import a_fake_store
from tests.harness.link_client import LINKS, LinkClient, an_issued_site


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def test_the_page_says_who_bills_whom_how_much_and_until_when(site: LinkClient) -> None:
    page = site.client.get(site.link)
    assert page.status_code == 200
    for words in (
        "Jupiter US Inc.",
        "Acme Corporation",
        "Invoice JUS-000001",
        "USD 1,345,000.00",
        "Due 6 Jan 2027",
        "Your PO number is missing",
        "Analytics seats",
        "in use since <b>1 Mar 2025</b>",
    ):
        assert words in page.text


def test_the_page_tells_nothing_of_our_own_workings(site: LinkClient) -> None:
    page = site.client.get(site.link).text
    assert site.invoice.deal_channel not in page
    assert "draft" not in page
    assert "pending approval" not in page


def test_an_invoice_is_due_soon_a_week_before_and_overdue_after_its_day_where_its_entity_is(
    site: LinkClient,
) -> None:
    site.clock.set(site.clock.now().replace(year=2026, month=12, day=30, hour=7))
    assert "Due 6 Jan 2027" in site.client.get(site.link).text
    site.clock.advance(hours=2)
    assert "Due soon, on 6 Jan 2027" in site.client.get(site.link).text
    site.clock.set(site.clock.now().replace(year=2027, month=1, day=7, hour=7))
    assert "Due soon, on 6 Jan 2027" in site.client.get(site.link).text
    site.clock.advance(hours=2)
    assert "Overdue since 6 Jan 2027" in site.client.get(site.link).text


def test_a_part_payment_leaves_the_rest_due_and_the_form_open(site: LinkClient) -> None:
    site.pay("345000.00")
    page = site.client.get(site.link).text
    assert "USD 1,000,000.00" in page
    assert "Partly paid · Due 6 Jan 2027" in page
    assert "Save PO number" in page


def test_a_paid_invoice_has_no_form_but_for_a_question(site: LinkClient) -> None:
    site.pay("1345000.00")
    page = site.client.get(site.link).text
    assert set(_forms(page)) == {"talk"}
    assert "This invoice is paid" in page


def test_a_void_invoice_says_do_not_pay_and_keeps_our_reason_and_the_bank_to_ourselves(
    site: LinkClient,
) -> None:
    site.void()
    page = site.client.get(site.link).text
    assert set(_forms(page)) == {"talk"}
    assert "do not pay it" in page
    assert "000123456789" not in page
    assert "wrong entity" not in page


def test_every_dead_link_gets_the_same_answer(site: LinkClient) -> None:
    waiting = LinkClient()
    tokens = [
        "x",
        "x.y",
        f"{site.draft.id}.",
        f"{site.draft.id}.AAAA",
        f"01JUNKNOWN0000000000000000.{site.link.partition('.')[2]}",
        LINKS.token(site.invoice).upper(),
        Links("https://x.example", ["another-key-of-thirty-two-letters!!"]).token(site.invoice),
    ]
    answers = {
        (answer.status_code, answer.text)
        for token in tokens
        for path in (token, f"{token}/invoice.pdf", f"{token}/v/1.pdf")
        for answer in [site.client.get(f"/i/{path}")]
    }
    not_issued = waiting.client.get(waiting.link)
    answers.add((not_issued.status_code, not_issued.text))
    assert len(answers) == 1
    status, text = answers.pop()
    assert status == 404
    assert "There is no invoice at this link" in text
    assert "Jupiter" not in text


def test_a_dead_link_takes_no_form_and_notes_no_view(site: LinkClient) -> None:
    form = site.form(po_number="1")
    assert site.client.post("/i/x.y", data=form).status_code == 404
    assert site.client.post("/i/x.y/seen").status_code == 404


def test_a_replaced_link_is_dead_and_the_new_one_lives(site: LinkClient) -> None:
    old = site.link
    with site.store.write(WORKSPACE) as uow:
        replace_link(ReplaceLink(by=FIONA, invoice_id=site.draft.id, expected_version=4), uow)
    assert site.client.get(old).status_code == 404
    assert site.client.get(site.link).status_code == 200


def test_nothing_behind_a_link_is_cached_indexed_framed_or_referred(site: LinkClient) -> None:
    for path in (site.link, f"{site.link}/invoice.pdf", "/i/dead", "/i/a/b/c/d", "/i/"):
        headers = site.client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_page_needs_no_inline_style_or_script_and_nothing_from_elsewhere(
    site: LinkClient,
) -> None:
    page = site.client.get(site.link).text
    assert "style=" not in page
    assert "<style" not in page
    assert "http://" not in page.replace("http://testserver", "")
    assert "https://" not in page


def test_other_methods_are_refused_in_words(site: LinkClient) -> None:
    answer = site.client.put(site.link)
    assert answer.status_code == 405
    assert "can&#39;t be used that way" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_scanner_that_only_asks_for_headers_gets_them(site: LinkClient) -> None:
    assert site.client.head(site.link).status_code == 200


def test_reading_changes_nothing() -> None:
    store = a_fake_store()
    site = LinkClient(store=store).approve()
    before = store.tables
    site.client.get(site.link)
    site.client.get(f"{site.link}/invoice.pdf")
    assert store.tables is before


def test_the_first_human_view_is_noted_once_and_sent_on_at_once(site: LinkClient) -> None:
    assert site.client.post(f"{site.link}/seen").status_code == 204
    assert site.client.post(f"{site.link}/seen").status_code == 204
    with site.store.read(WORKSPACE) as uow:
        names = [event.name for event in uow.events.of(site.draft.id)]
    assert names.count(EventName.INVOICE_VIEWED) == 1
    assert site.nudges == 1


def test_the_link_that_our_own_people_have_does_not_count_as_the_customers_look(
    site: LinkClient,
) -> None:
    assert site.client.post(f"{site.reading_link}/seen").status_code == 204
    with site.store.read(WORKSPACE) as uow:
        assert EventName.INVOICE_VIEWED not in [each.name for each in uow.events.of(site.draft.id)]
    assert site.nudges == 0
    site.client.post(f"{site.link}/seen")
    with site.store.read(WORKSPACE) as uow:
        assert EventName.INVOICE_VIEWED in [each.name for each in uow.events.of(site.draft.id)]


def test_hostile_text_is_shown_as_typed() -> None:
    text = "<script>alert(1)</script> {{ 7*7 }} <https://evil|Pay here> *_~ <!channel>"
    draft = a_draft(content=a_content(lines=(a_line(text),), memo=f"{text}\nsecond line"))
    page = an_issued_site(draft)
    answer = page.client.get(page.link).text
    assert "<script>alert" not in answer
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &lt;https://evil|Pay here&gt;" in answer


@pytest.mark.parametrize(
    "query", ["saved=", "saved=x", "saved=999", "saved=1", "saved=" + "9" * 5000]
)
def test_a_note_of_something_saved_tells_only_of_what_the_customer_may_know(
    site: LinkClient, query: str
) -> None:
    answer = site.client.get(f"{site.link}?{query}")
    assert answer.status_code == 200
    assert 'id="note"' not in answer.text


def test_the_process_and_its_store_answer_for_their_health(site: LinkClient) -> None:
    assert site.client.get("/healthz").json() == {"status": "ok"}
    ready = site.client.get("/readyz").json()
    assert ready == {
        "status": "ready",
        "outbox_oldest_seconds": 0,
        "outbox_due_seconds": 0,
        "worker_seen_seconds": 0,
    }


def _forms(page: str) -> list[str]:
    """Where each form of the page goes, as its address ends."""
    return [each.partition('"')[0].rpartition("/")[2] for each in page.split(' action="')[1:]]
