"""A page that was answered before is given again only while it is what would be drawn now."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.responses import Response

from bot.security.links import Pass
from bot.web import register
from bot.web.link.context import Visit
from bot.web.link.kept import KeptAnswers, Source
from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.commands.mail_domain import vouch_for
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.version import Version
from tests.factories import WORKSPACE
from tests.harness.link_client import LINKS, LinkClient, PlainPaper, an_issued_site
from tests.harness.web_client import web_client

_NONCE = re.compile(r'(?<=name="nonce" value=")[^"]*')


@pytest.fixture
def site() -> LinkClient:
    site = an_issued_site()
    with site.store.write(WORKSPACE) as uow:
        vouch_for(uow, site.invoice.content.bill_to.customer_id, "dana@acme.example")
    return site


def drawn_now(site: LinkClient, path: str) -> tuple[int, str]:
    """What a process that remembers nothing answers."""
    app = FastAPI()
    register(
        app,
        store=site.store,
        renderer=PlainPaper(),
        links=LINKS,
        wake=lambda: None,
        mails=True,
    )
    answer = web_client(app, base_url="https://pay.jupiter.example").get(path)
    return answer.status_code, _NONCE.sub("", answer.text)


def given(site: LinkClient, path: str) -> tuple[int, str]:
    answer = site.client.get(path)
    return answer.status_code, _NONCE.sub("", answer.text)


def test_it_is_the_same_again_but_for_the_ids_of_its_forms(site: LinkClient) -> None:
    first, again = site.client.get(site.link), site.client.get(site.link)
    assert _NONCE.sub("", first.text) == _NONCE.sub("", again.text)
    ours, theirs = (_NONCE.findall(each.text) for each in (first, again))
    assert len(ours) == len(theirs) > 1
    assert not set(ours) & set(theirs)
    assert first.headers["content-security-policy"] == again.headers["content-security-policy"]
    assert again.headers["cache-control"] == "no-store"
    assert again.headers["content-length"] == str(len(again.content))


def _revoked(site: LinkClient) -> None:
    command = ReplaceLink(
        by=OPERATOR, invoice_id=site.draft.id, expected_version=site.invoice.sequence
    )
    with site.store.write(WORKSPACE) as uow:
        replace_link(command, uow)


def _ask(site: LinkClient) -> None:
    form = {"form": "ask", "topic": "question", "text": "Which project?", "nonce": "n1"}
    who = {"name": "Dana Reyes", "email": "dana@acme.example"}
    assert site.browser().post(f"{site.link}/talk", data=form | who).status_code == 303


CHANGES: dict[str, Callable[[LinkClient], object]] = {
    "the link was replaced": _revoked,
    "the invoice was paid": lambda site: site.pay("1345000.00"),
    "a part was paid": lambda site: site.pay("345000.00"),
    "the invoice was voided": lambda site: site.void(),
    "AP gave its PO number": lambda site: site.save(site.form(po_number="4500017342")),
    "AP asked a question": _ask,
    "it became due soon": lambda site: site.clock.set(
        site.clock.now().replace(year=2026, month=12, day=31)
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_is_what_would_be_drawn_now(site: LinkClient, change: str) -> None:
    paths = [site.link, site.reading_link, f"{site.link}?lang=de", f"{site.link}/invoice.pdf"]
    before = [given(site, path) for path in paths]
    assert before == [given(site, path) for path in paths]
    CHANGES[change](site)
    now = [drawn_now(site, path) for path in paths]
    assert [given(site, path) for path in paths] == now
    assert now[0] != before[0]


def test_a_forwarded_link_that_was_revoked_opens_nothing(site: LinkClient) -> None:
    form = {"form": "forward", "colleague": "lee@acme.example", "access": "write"}
    who = {"name": "Dana Reyes", "email": "dana@acme.example"}
    site.client.post(f"{site.link}/talk", data=form | who)
    with site.store.read(WORKSPACE) as uow:
        (link,) = uow.forwarded_links.of(site.draft.id)
    path = f"/i/{LINKS.forwarded_token(site.invoice, link.id)}"
    pages = [path, f"{path}/invoice.pdf"]
    assert [site.client.get(each).status_code for each in pages] == [200, 200]
    with site.store.write(WORKSPACE) as uow:
        uow.forwarded_links.save(link.model_copy(update={"revoked": True}))
    assert [site.client.get(each).status_code for each in pages] == [404, 404]


def test_each_language_and_each_kind_of_link_has_its_own(site: LinkClient) -> None:
    paths = [site.link, f"{site.link}?lang=de", f"{site.link}?lang=fr", site.reading_link]
    for _ in range(2):
        assert [given(site, path) for path in paths] == [drawn_now(site, path) for path in paths]
    assert len({given(site, path)[1] for path in paths}) == len(paths)


def test_what_an_address_says_of_what_was_just_done_is_said_once(site: LinkClient) -> None:
    site.client.get(site.link)
    noted = site.client.get(f"{site.link}?same=1").text
    assert 'id="note"' in noted
    assert 'id="note"' not in site.client.get(site.link).text


def test_a_paper_is_drawn_once_and_counts_each_time(site: LinkClient) -> None:
    drawn: list[Version] = []

    class Counting(PlainPaper):
        def pdf(self, version: Version) -> bytes:
            drawn.append(version)
            return super().pdf(version)

    counted = LinkClient(renderer=Counting()).approve()
    path = f"{counted.link}/invoice.pdf"
    found = [counted.client.get(path).status_code for _ in range(61)]
    assert found == [200] * 60 + [429]
    assert len(drawn) == 1


def test_the_answer_that_nobody_asked_for_longest_makes_place() -> None:
    site, answer = an_issued_site(), Response(b"x" * 10_000)
    kept = KeptAnswers(site.store, most_bytes=25_000)  # two of them
    with site.store.read(WORKSPACE) as uow:
        source = Source.of(Visit(uow, site.invoice, Pass(may_write=False)))
    found = []
    for path in ("first", "second", "first", "third", "first", "second"):
        address = ("", path, "")
        found.append(kept.find(address) is not None)
        if not found[-1]:
            kept.keep(address, source, answer)
    assert found == [False, False, True, False, True, False]
