"""AP forwards an invoice to a colleague: who gets a link, what it opens, and how it ends."""

import pytest
from httpx import Response

from jupiter_core.commands.forwarding import DecideForwarding, decide_forwarding
from jupiter_core.commands.mail_domain import vouch_for
from jupiter_core.domain.events import EventName
from jupiter_core.domain.forwarded_link import ForwardedLink, ForwardingGone
from jupiter_core.outbox.messages import MessageKind
from tests.factories import FIONA, WORKSPACE
from tests.harness.fakes import FakeStore
from tests.harness.link_client import LINKS, LinkClient, an_issued_site

FORM = {
    "form": "forward",
    "name": "Dana Reyes",
    "email": "dana@acme.example",
    "colleague": "lee@acme.example",
    "access": "write",
}


@pytest.fixture
def site() -> LinkClient:
    site = an_issued_site()
    with site.store.write(WORKSPACE) as uow:
        vouch_for(uow, site.invoice.content.bill_to.customer_id, "dana@acme.example")
    return site


def forward(site: LinkClient, **typed: str) -> Response:
    return site.client.post(f"{site.link}/talk", data=FORM | typed)


def links(site: LinkClient) -> list[ForwardedLink]:
    with site.store.read(WORKSPACE) as uow:
        return uow.forwarded_links.of(site.draft.id)


def mailed(site: LinkClient) -> list[str]:
    assert isinstance(site.store, FakeStore)
    letters = [each.message for each in site.store.tables.letters.values()]
    return [e.body["link_id"] for e in letters if e.kind == MessageKind.EMAIL_FORWARD]


def address(site: LinkClient, link: ForwardedLink) -> str:
    return f"/i/{LINKS.forwarded_token(site.invoice, link.id)}"


def last_event(site: LinkClient) -> EventName:
    with site.store.read(WORKSPACE) as uow:
        return uow.events.of(site.draft.id)[-1].name


def test_a_colleague_at_the_same_company_gets_a_link_of_their_own(site: LinkClient) -> None:
    answer = forward(site)
    assert answer.headers["location"].endswith("?said=forward")
    (link,) = links(site)
    assert (link.email, link.writes, link.is_live) == ("lee@acme.example", True, True)
    assert mailed(site) == [link.id]
    assert last_event(site) is EventName.INVOICE_FORWARDED
    page = site.client.get(address(site, link)).text
    assert "Your PO number is missing" in page
    assert "Ask a question" in page
    assert "lee@acme.example" in site.client.get(site.link).text


def test_a_view_only_link_only_reads(site: LinkClient) -> None:
    forward(site, access="")
    (link,) = links(site)
    page = site.client.get(address(site, link)).text
    assert "Your PO number is missing" not in page
    assert site.client.post(f"{address(site, link)}/talk", data=FORM).status_code == 403
    assert site.client.post(address(site, link), data=site.form(po_number="1")).status_code == 403


def test_a_colleague_forwards_nothing_and_sees_no_account(site: LinkClient) -> None:
    forward(site)
    (link,) = links(site)
    theirs = address(site, link)
    again = site.client.post(f"{theirs}/talk", data=FORM | {"colleague": "max@acme.example"})
    assert again.status_code == 403
    assert site.client.post(f"{theirs}/revoke", data={"link": link.id}).status_code == 403
    assert site.client.get(f"{theirs}/statement").status_code == 404
    page = site.client.get(theirs).text
    assert "Forward to a colleague" not in page
    assert "Statement of account" not in page
    assert len(links(site)) == 1


def test_a_colleague_changes_nothing_without_the_contacts_code(site: LinkClient) -> None:
    forward(site)
    theirs = address(site, links(site)[0])
    for email in ("lee@acme.example", "dana@acme.example"):
        answer = site.client.post(theirs, data=site.form(po_number="4711", email=email))
        assert "/code?" in answer.headers["location"]
    assert site.invoice.content.po_number == ""


def test_another_domain_waits_for_a_person(site: LinkClient) -> None:
    answer = forward(site, colleague="lee@acme-payments.example")
    assert answer.headers["location"].endswith("?said=held")
    (link,) = links(site)
    assert mailed(site) == []
    assert last_event(site) is EventName.INVOICE_FORWARD_PROPOSED
    assert site.client.get(address(site, link)).status_code == 404
    with site.store.write(WORKSPACE) as uow:
        decide_forwarding(DecideForwarding(by=FIONA, link_id=link.id, confirmed=True), uow)
    assert mailed(site) == [link.id]
    assert site.client.get(address(site, link)).status_code == 200
    with site.store.write(WORKSPACE) as uow, pytest.raises(ForwardingGone):
        decide_forwarding(DecideForwarding(by=FIONA, link_id=link.id, confirmed=False), uow)


def test_a_revoked_link_opens_nothing_any_more(site: LinkClient) -> None:
    forward(site)
    (link,) = links(site)
    for _ in range(2):
        answer = site.client.post(f"{site.link}/revoke", data={"link": link.id})
        assert answer.headers["location"].endswith("?said=revoked")
    assert site.client.get(address(site, link)).status_code == 404
    assert "lee@acme.example" not in site.client.get(site.link).text
    assert last_event(site) is EventName.INVOICE_FORWARD_REVOKED


def test_a_link_of_another_invoice_is_not_revoked_from_here(site: LinkClient) -> None:
    forward(site)
    (link,) = links(site)
    with site.store.write(WORKSPACE) as uow:
        uow.forwarded_links.save(link.model_copy(update={"id": "other", "invoice_id": "01OTHER"}))
    site.client.post(f"{site.link}/revoke", data={"link": "other"})
    site.client.post(f"{site.link}/revoke", data={"link": "nothing"})
    with site.store.read(WORKSPACE) as uow:
        assert uow.forwarded_links.get("other").is_live


def test_a_signature_is_good_for_its_own_link_and_invoice_alone(site: LinkClient) -> None:
    forward(site)
    forward(site, colleague="max@acme.example", nonce="2")
    one, other = links(site)
    token = LINKS.forwarded_token(site.invoice, one.id)
    signature = token.rpartition(".")[2]
    for forged in (
        f"{site.invoice.id}.to.{other.id}.{signature}",
        f"{site.invoice.id}.{signature}",
        f"{site.invoice.id}.to..{signature}",
        f"01OTHER.to.{one.id}.{signature}",
    ):
        assert site.client.get(f"/i/{forged}").status_code == 404


def test_the_same_colleague_again_is_the_same_link(site: LinkClient) -> None:
    forward(site)
    forward(site, nonce="2", colleague="LEE@acme.example")
    assert len(links(site)) == len(mailed(site)) == 1


def test_five_an_hour_are_enough(site: LinkClient) -> None:
    for n in range(5):
        assert forward(site, colleague=f"p{n}@acme.example").status_code == 303
    assert forward(site, colleague="p6@acme.example").status_code == 429
    assert len(links(site)) == 5


@pytest.mark.parametrize("typed", ["", "lee@", "lee@acme.example, eve@evil.example", "a\r\nb@x.io"])
def test_what_is_no_address_is_refused_at_its_field(site: LinkClient, typed: str) -> None:
    answer = forward(site, colleague=typed)
    assert answer.status_code == 422
    assert 'id="forward-colleague-mistake"' in answer.text
    assert links(site) == []


def test_whose_address_is_missing_is_said(site: LinkClient) -> None:
    page = forward(site, colleague="").text
    assert "The e-mail of your colleague is required." in page
    assert "Your e-mail is required." not in page


def test_without_a_mail_server_nothing_is_forwarded() -> None:
    site = LinkClient(mails=False).approve()
    assert "Forward to a colleague" not in site.client.get(site.link).text
    assert forward(site).status_code == 403
    assert links(site) == []


def test_a_new_link_of_the_invoice_ends_the_forwarded_ones_too(site: LinkClient) -> None:
    forward(site)
    (link,) = links(site)
    newer = site.invoice.model_copy(update={"link_generation": 1})
    assert LINKS.forwarded_token(newer, link.id) != LINKS.forwarded_token(site.invoice, link.id)
