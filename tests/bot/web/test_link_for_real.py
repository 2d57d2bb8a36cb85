"""The customer's page over the real store and the real paper."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.version import first_break
from jupiter_core.store import Database
from tests.factories import A_SIGNER, WORKSPACE
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.link_client import LinkClient


@pytest.fixture
def site(tmp_path: Path) -> Iterator[LinkClient]:
    file = tmp_path / "jupiter.sqlite3"
    tables_at(file)
    database = Database(f"sqlite:///{file}", FixedClock(), CountingIds(), A_SIGNER)
    yield LinkClient(store=database, renderer=PdfRenderer()).approve()
    database.close()


def save_all(site: LinkClient, forms: list[dict[str, str]]) -> list[int]:
    with ThreadPoolExecutor(len(forms)) as people:
        answers = people.map(lambda form: site.client.post(site.link, data=form), forms)
        return sorted(answer.status_code for answer in answers)


def test_ap_adds_the_po_and_has_the_new_pdf(site: LinkClient) -> None:
    assert site.client.post(site.link, data=site.form(po_number="4500017342")).status_code == 303
    new = site.client.get(f"{site.link}/invoice.pdf").content
    old = site.client.get(f"{site.link}/v/1.pdf").content
    assert new.startswith(b"%PDF") and old.startswith(b"%PDF")
    assert new != old
    assert site.client.get(f"{site.link}/v/2.pdf").content == new


def test_a_double_click_makes_one_version(site: LinkClient) -> None:
    form = site.form(po_number="4500017342")
    assert save_all(site, [form] * 4) == [303] * 4
    assert site.invoice.revision == 2
    assert site.nudges == 1


def test_of_several_aps_at_once_one_saves_and_the_others_are_asked_again(site: LinkClient) -> None:
    forms = [site.form(po_number=str(number), nonce=f"n{number}") for number in range(1, 5)]
    assert save_all(site, forms) == [303, 409, 409, 409]
    with site.store.read(WORKSPACE) as uow:
        versions = uow.versions.of(site.draft.id)
    assert first_break(site.draft.id, versions, None, A_SIGNER) is None
    assert site.invoice.revision == 2


def test_a_letter_that_no_face_has_is_refused_on_its_field(site: LinkClient) -> None:
    answer = site.client.post(site.link, data=site.form(form="po", po_number="PO \U0001d11e"))
    assert answer.status_code == 422
    assert 'id="po-po_number-mistake"' in answer.text


def test_looking_is_noted_once_also_when_two_look_at_once(site: LinkClient) -> None:
    with ThreadPoolExecutor(3) as people:
        list(people.map(lambda _: site.client.post(f"{site.link}/seen"), range(3)))
    assert site.nudges == 1
