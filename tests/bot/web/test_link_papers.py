"""The PDFs behind a link."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording.disposition import disposition
from tests.harness.link_client import an_issued_site


def test_the_pdf_is_that_of_the_current_version() -> None:
    site = an_issued_site()
    site.client.post(site.link, data=site.form(po_number="4500017342"))
    answer = site.client.get(f"{site.link}/invoice.pdf")
    assert answer.content == b"%PDF-1.7 JUS-000001 v2"
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('inline; filename="JUS-000001-v2.pdf"')


def test_a_pdf_can_be_had_as_a_download() -> None:
    site = an_issued_site()
    answer = site.client.get(f"{site.link}/invoice.pdf?download=1")
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_every_published_version_keeps_its_pdf() -> None:
    site = an_issued_site()
    site.client.post(site.link, data=site.form(po_number="4500017342"))
    assert site.client.get(f"{site.link}/v/1.pdf").content == b"%PDF-1.7 JUS-000001 v1"
    assert site.client.get(f"{site.link}/v/2.pdf").content == b"%PDF-1.7 JUS-000001 v2"


def test_drafts_and_versions_that_never_were_have_no_pdf() -> None:
    site = an_issued_site()
    for revision in ("0", "2", "-1", "x", "٣", "9" * 5000):
        assert site.client.get(f"{site.link}/v/{revision}.pdf").status_code == 404


@settings(deadline=None)
@given(st.text())
def test_no_name_can_break_out_of_its_header(name: str) -> None:
    header = disposition(name.encode("utf-8", "ignore").decode(), download=False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
