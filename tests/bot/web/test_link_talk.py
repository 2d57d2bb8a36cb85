"""What AP says on the page: who may, what it says then, and what is refused."""

import pytest
from httpx import Response

from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.events import EventName
from jupiter_core.ports import Message
from tests.factories import FIONA, WORKSPACE, a_content, a_draft
from tests.harness.link_client import LINKS, LinkClient, an_issued_site

QUESTION = {
    "form": "ask",
    "nonce": "n1",
    "name": "Dana Reyes",
    "email": "dana@acme.example",
    "text": "Which project is\nthe onboarding for?",
}


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def ask(site: LinkClient, form: dict[str, str] | None = None, **typed: str) -> Response:
    return site.client.post(f"{site.link}/talk", data=QUESTION | (form or {}) | typed)


def said(site: LinkClient) -> list[Remark]:
    with site.store.read(WORKSPACE) as uow:
        return uow.conversation.of(site.draft.id)


def events(site: LinkClient) -> list[EventName]:
    with site.store.read(WORKSPACE) as uow:
        return [each.name for each in uow.events.of(site.draft.id)]


def waiting(site: LinkClient) -> list[Message]:
    with site.store.read(WORKSPACE):
        return [each.message for each in site.store.tables.letters.values()]  # type: ignore[attr-defined]


def test_a_question_is_kept_told_and_shown_with_who_asked(site: LinkClient) -> None:
    nudges = site.nudges
    answer = ask(site)
    assert answer.status_code == 303
    (remark,) = said(site)
    assert (remark.text, remark.by.name, remark.by.verified) == (
        "Which project is\nthe onboarding for?",
        "Dana Reyes",
        True,
    )
    assert events(site)[-1] is EventName.INVOICE_QUESTION_ASKED
    assert site.nudges == nudges + 1
    token = site.link.removeprefix("/i/")
    assert answer.headers["location"] == f"../{token}?said=question"
    page = site.client.get(f"{site.link}?said=question").text
    assert "Your question was sent to Jupiter US Inc." in page
    assert "Which project is\nthe onboarding for?" in page
    assert "Dana Reyes, accounts payable" in page


def test_it_changes_nothing_of_the_invoice(site: LinkClient) -> None:
    before = site.invoice
    ask(site)
    assert site.invoice == before


def test_who_proved_nothing_may_ask_and_is_called_unverified(site: LinkClient) -> None:
    ask(site, email="lee@acme.example", name="Lee Park")
    (remark,) = said(site)
    assert remark.by.unverified
    assert "Lee Park (unverified), accounts payable" in site.client.get(site.link).text


def test_a_form_that_comes_twice_asks_once(site: LinkClient) -> None:
    assert [ask(site).status_code, ask(site).status_code] == [303, 303]
    assert len(said(site)) == 1
    ask(site, nonce="n2")
    assert len(said(site)) == 2


def test_a_link_that_only_reads_neither_asks_nor_shows_what_was_said(site: LinkClient) -> None:
    ask(site)
    answer = site.client.post(f"{site.reading_link}/talk", data=QUESTION | {"nonce": "n2"})
    assert answer.status_code == 403
    assert len(said(site)) == 1
    page = site.client.get(site.reading_link).text
    assert "onboarding for?" not in page
    assert "Ask a question" not in page
    assert "Your question" not in site.client.get(f"{site.reading_link}?said=question").text


def test_a_link_that_was_replaced_asks_nothing(site: LinkClient) -> None:
    old = site.link
    invoice = site.invoice.model_copy(update={"link_generation": 1})
    assert LINKS.writing_token(invoice, "dana@acme.example") != old.removeprefix("/i/")
    forged = f"{old[:-1]}{'A' if old[-1] != 'A' else 'B'}"
    assert site.client.post(f"{forged}/talk", data=QUESTION).status_code == 404
    assert said(site) == []


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("text", "  \n ", "Your message is required."),
        ("text", "x" * 2001, "2,000"),
        ("text", "turned \u202e round", "U+202E"),
        ("text", "Please send it to DE89 3704 0044 0532 0130 00", "looks like payment"),
        ("name", "", "is required"),
        ("name", "Pay DE89370400440532013000", "looks like payment"),
        ("email", "dana@", "dana@"),
        ("email", "", "is required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    site: LinkClient, field: str, typed: str, told: str
) -> None:
    answer = ask(site, {field: typed})
    assert answer.status_code == 422
    mistake = answer.text.partition(f'id="ask-{field}-mistake">')[2].partition("<")[0]
    assert mistake, answer.text
    assert said(site) == []


def test_what_was_typed_is_still_there(site: LinkClient) -> None:
    answer = ask(site, email="dana@").text
    assert "Which project is\nthe onboarding for?</textarea>" in answer
    assert '<details class="say" open>' in answer


def test_hostile_text_is_shown_as_typed(site: LinkClient) -> None:
    ask(site, text="<script>alert(1)</script> <!channel> {{7*7}} *bold*")
    page = site.client.get(site.link).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;!channel&gt; {{7*7}} *bold*" in page


def test_ten_messages_an_hour_are_enough(site: LinkClient) -> None:
    for n in range(10):
        assert ask(site, nonce=str(n)).status_code == 303
    answer = ask(site, nonce="more")
    assert answer.status_code == 429
    assert "too many messages about this invoice" in answer.text
    assert "Which project is\nthe onboarding for?</textarea>" in answer.text
    site.clock.advance(hours=1)
    assert ask(site, nonce="later").status_code == 303


def test_the_words_are_in_no_event_and_no_version(site: LinkClient) -> None:
    """They can be erased; those cannot."""
    ask(site)
    with site.store.read(WORKSPACE) as uow:
        assert uow.erasure.mentions("onboarding for?") == 0


def test_a_german_customer_asks_in_german() -> None:
    site = an_issued_site(a_draft(content=a_content(language="de")))
    page = site.client.get(site.link).text
    assert "Eine Frage stellen" in page
    assert "Frage senden" in page
    answer = ask(site, text="")
    assert "Pflichtfeld: Ihre Frage." in answer.text


def test_a_question_can_be_asked_of_a_paid_invoice_too(site: LinkClient) -> None:
    site.pay("1345000.00")
    assert ask(site).status_code == 303
    assert FIONA.name not in site.client.get(site.link).text.partition('id="talk"')[2][:400]


DISPUTE = QUESTION | {"form": "dispute", "reason": "wrong_po", "text": ""}
PROMISE = QUESTION | {"form": "promise", "date": "2026-12-15", "text": ""}


def test_a_dispute_stops_reminders_and_stands_on_the_page(site: LinkClient) -> None:
    answer = ask(site, DISPUTE, text="We agreed on PO 4711.")
    assert answer.headers["location"].endswith("?said=dispute")
    dispute = site.invoice.awaiting.dispute
    assert dispute is not None
    assert (dispute.reason, dispute.by.name) == ("Wrong PO", "Dana Reyes")
    assert site.invoice.revision == 1
    (remark,) = said(site)
    assert events(site)[-1] is EventName.INVOICE_DISPUTED
    page = site.client.get(f"{site.link}?said=dispute").text
    assert "Your dispute was sent to Jupiter US Inc." in page
    assert "Dispute: Wrong PO number" in page
    assert remark.text == "We agreed on PO 4711."


def test_the_same_dispute_again_is_one_more_message(site: LinkClient) -> None:
    ask(site, DISPUTE)
    ask(site, DISPUTE, nonce="n2", text="And another thing.")
    assert [each.text for each in said(site)] == ["", "And another thing."]
    assert events(site)[-2:] == [EventName.INVOICE_DISPUTED, EventName.INVOICE_QUESTION_ASKED]


def test_another_reason_has_to_be_told(site: LinkClient) -> None:
    answer = ask(site, DISPUTE | {"reason": "other"})
    assert answer.status_code == 422
    assert 'id="dispute-text-mistake"' in answer.text
    for reason in ("", "<b>", "invented"):
        answer = ask(site, DISPUTE | {"reason": reason})
        assert 'id="dispute-reason-mistake"' in answer.text
    assert site.invoice.awaiting.dispute is None
    assert said(site) == []


def test_a_day_of_payment_is_promised(site: LinkClient) -> None:
    """The test's clock stands on 21 November 2026."""
    answer = ask(site, PROMISE)
    assert answer.headers["location"].endswith("?said=promise")
    promised = site.invoice.awaiting.promised
    assert promised is not None
    assert str(promised.date) == "2026-12-15"
    assert "Payment planned for 15 Dec 2026" in site.client.get(site.link).text
    assert ask(site, PROMISE, nonce="n2").status_code == 303
    assert len(said(site)) == 1


@pytest.mark.parametrize("day", ["", "yesterday", "2026-11-01", "2029-01-01", "15.12.2026"])
def test_a_day_that_is_none_or_too_far_is_refused_at_its_field(site: LinkClient, day: str) -> None:
    answer = ask(site, PROMISE | {"date": day})
    assert answer.status_code == 422
    assert 'id="promise-date-mistake"' in answer.text
    assert site.invoice.awaiting.promised is None


def test_what_is_paid_or_void_is_not_disputed_any_more(site: LinkClient) -> None:
    site.void()
    answer = ask(site, DISPUTE)
    assert answer.status_code == 409
    assert "this invoice is no longer open" in answer.text
    assert "Dispute this invoice" not in answer.text
    assert said(site) == []


def test_a_dispute_of_the_link_that_only_reads_is_refused(site: LinkClient) -> None:
    assert site.client.post(f"{site.reading_link}/talk", data=DISPUTE).status_code == 403
    assert site.invoice.awaiting.dispute is None
