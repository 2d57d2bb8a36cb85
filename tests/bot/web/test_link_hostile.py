"""Forms that nobody means well with: bounded, shown as typed, or refused on their field."""

from urllib.parse import urlencode

import pytest

from tests.harness.link_client import LinkClient, an_issued_site


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def test_a_form_too_large_is_refused_before_it_is_read(site: LinkClient) -> None:
    answer = site.client.post(site.link, data={"memo": "x" * 70_000})
    assert answer.status_code == 413
    assert answer.headers["cache-control"] == "no-store"


def test_a_body_of_unsaid_length_is_bounded_too(site: LinkClient) -> None:
    endless = (b"x" * 10_000 for _ in range(10))
    assert site.client.post(site.link, content=endless).status_code == 413


@pytest.mark.parametrize(
    "text",
    [
        "<!channel> <https://evil|Pay here> *_~`",
        "<b>bold</b> & \"quoted\" 'too'",
        "\u0628\u0631\u062a\u0642\u0627\u0644",
        "a" * 10_000,
        "\u202egnp.exe",
        "zero\u200bwidth",
        "nul\x00byte",
        "line\r\nX-Header: 1",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_hostile_text_is_shown_as_typed_or_refused_on_its_field(
    site: LinkClient, text: str
) -> None:
    answer = site.client.post(site.link, data=site.form(form="po", po_number=text))
    assert answer.status_code in {303, 422}
    if answer.status_code == 422:
        assert 'id="po-po_number-mistake"' in answer.text
        assert site.invoice.revision == 1
    page = site.client.get(site.link).text
    assert "<b>bold" not in page
    assert "<!channel>" not in page
    assert "<https" not in page


def test_a_form_that_cannot_be_read_is_refused_in_words(site: LinkClient) -> None:
    answer = site.client.post(
        site.link, files={"po_number": ("evil.txt", b"1")}, data=site.form() | {"po_number": "1"}
    )
    assert answer.status_code in {303, 400}
    broken = site.client.post(
        site.link, content=b"--x\r\nbroken", headers={"content-type": "multipart/form-data"}
    )
    assert broken.status_code == 400
    assert "The form arrived incomplete" in broken.text


def test_bytes_that_are_no_letters_cannot_break_the_page(site: LinkClient) -> None:
    body = urlencode(site.form()).encode().replace(b"po_number=", b"po_number=%FF%FE%ED%A0%80")
    answer = site.client.post(
        site.link, content=body, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code in {303, 422}
    assert site.client.get(site.link).status_code == 200
