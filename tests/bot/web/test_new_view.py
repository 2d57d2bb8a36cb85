"""The builder's pages and their preview over HTTP."""

import pytest

from tests.harness.builder_client import BuilderClient, line


@pytest.fixture
def site() -> BuilderClient:
    return BuilderClient()


@pytest.mark.parametrize("path", ["/new", "/new/contract"])
def test_the_page_is_there_for_anyone_and_may_be_found(site: BuilderClient, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code == 200
    assert "This is an example" in answer.text
    assert "data:image/png;base64," in answer.text
    assert "noindex" not in answer.text
    assert "X-Robots-Tag" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "img-src 'self' blob: data:" in policy
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "set-cookie" not in answer.headers
    assert site.client.head(path).status_code == 200


def test_the_customers_page_stays_unfindable_and_shows_no_pictures_of_others(
    site: BuilderClient,
) -> None:
    answer = site.client.get("/i/dead.link")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "data:" not in answer.headers["Content-Security-Policy"]


def test_an_empty_form_is_calm(site: BuilderClient) -> None:
    text = site.client.get("/new?start=empty").text
    assert "fields are still empty needed for the PDF" in text
    assert "aria-invalid" not in text
    assert "USD 0.00" in text


def test_without_javascript_lines_come_and_go_by_buttons(site: BuilderClient) -> None:
    added = site.post("/new", {**site.sent(), "do": "add:item"})
    assert 'name="lines[4].description"' in added.text
    assert added.headers["Cache-Control"] == "no-store"
    removed = site.post("/new", {**site.sent(), "do": "remove:0"})
    assert "Platform Enterprise" not in removed.text
    assert "EUR 145,000.00" in removed.text
    kept = site.post("/new", {**site.sent(), "do": "remove:999"})
    assert "EUR 1,345,000.00" in kept.text


def test_without_javascript_an_invoice_of_the_schedule_is_chosen(site: BuilderClient) -> None:
    text = site.post("/new/contract", {**site.sent("contract"), "do": "show:2"}).text
    assert "Invoice 2 of 3" in text
    assert 'name="show" value="2"' in text
    assert "total EUR 1,380,000.00, 2 of 3. Page 1 of 1." in text


def test_a_preview_is_the_sums_the_paper_and_the_mistakes(site: BuilderClient) -> None:
    sent = {**site.sent(), **line(0, unit_price="2M"), "sender.email": "no"}
    answer = site.post("/new/preview", sent)
    parts = answer.json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "EUR 2,145,000.00" in parts["sums"]
    assert "Due 15 Jan 2027" in parts["sums"]
    assert parts["amounts"]["0"] == "EUR 2,000,000.00"
    assert parts["mistakes"].keys() == {"sender.email"}
    assert "Draft of an invoice to Société Lumière SAS" in parts["paper"]


def test_a_paper_that_cannot_be_drawn_leaves_the_last_one(site: BuilderClient) -> None:
    parts = site.post("/new/preview", {**site.sent(), **line(0, unit_price="-9M")}).json()
    assert parts["paper"] is None
    assert "below zero" in parts["sums"]


def test_a_language_that_the_fonts_lack_is_said(site: BuilderClient) -> None:
    parts = site.post("/new/preview", site.sent(language="ja")).json()
    assert parts["paper"] is None
    assert 'class="mistake"' in parts["sums"]


def test_a_long_schedule_shows_twelve_and_the_rest_on_demand(site: BuilderClient) -> None:
    sent = site.sent("contract", billing_frequency="monthly", term_months="20 years")
    schedule = site.post("/new/contract/preview", sent).json()["schedule"]
    assert "Show all 240" in schedule
    assert schedule.index('id="show-12"') < schedule.index("<details") < schedule.index("show-13")


def test_what_was_typed_is_shown_as_typed_and_never_as_markup(site: BuilderClient) -> None:
    hostile = '"><script>alert(1)</script>'
    sent = dict.fromkeys(site.sent(), hostile)
    for path in ("/new", "/new/contract"):
        answer = site.post(path, sent)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
    assert "<script>" not in site.post("/new/preview", sent).json()["sums"]


def test_what_is_too_large_is_refused(site: BuilderClient) -> None:
    assert site.post("/new/preview", site.sent(memo="m" * 70_000)).status_code == 413


def test_a_form_of_another_kind_is_read_as_empty(site: BuilderClient) -> None:
    answer = site.client.post("/new/preview", json={"number": "1"})
    assert answer.status_code == 200
    files = {"number": ("x.txt", b"1")}
    assert site.client.post("/new/preview", files=files).status_code == 200
    broken = site.client.post(
        "/new", content=b"--x", headers={"Content-Type": "multipart/form-data"}
    )
    assert broken.status_code == 400
    assert "The form arrived incomplete" in broken.text


def test_an_address_sends_a_hundred_and_twenty_previews_a_minute(site: BuilderClient) -> None:
    small = {"currency": "EUR"}
    statuses = [site.post("/new/preview", small).status_code for _ in range(121)]
    assert statuses[:120] == [200] * 120
    assert statuses[120] == 429
    page = site.post("/new", {**small, "memo": "still here", "do": "add:item"})
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "60"
    assert "still here" in page.text
    site.clock.advance(minutes=1)
    assert site.post("/new/preview", small).status_code == 200


def test_a_wrong_address_and_a_wrong_method_are_said_kindly(site: BuilderClient) -> None:
    assert "There is no such page" in site.client.get("/new/nothing").text
    answer = site.client.get("/new/invoice.pdf")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_the_example_is_dated_ahead_all_year_round(site: BuilderClient) -> None:
    site.clock.advance(days=20)
    assert 'value="2027-01-01"' in site.client.get("/new").text


def test_whoever_comes_to_the_front_door_is_led_to_the_builder() -> None:
    answer = BuilderClient().client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, "/new")


def test_an_empty_form_is_drawn_once_for_all(site: BuilderClient) -> None:
    first = site.client.get("/new?start=empty").text
    assert site.client.get("/new?start=empty").text == first
    assert "This is an example" in site.client.get("/new").text
