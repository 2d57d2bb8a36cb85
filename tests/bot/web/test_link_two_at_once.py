"""Two APs with the page open: nothing is lost, nothing overwritten unseen."""

import pytest

from tests.harness.link_client import LinkClient, an_issued_site


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def test_the_second_to_save_is_shown_what_changed_and_asked_again(site: LinkClient) -> None:
    second = site.form(po_number="99", cost_centre="CC-77", name="Eve Stone")
    site.client.post(site.link, data=site.form(po_number="4500017342", attention="Team 7"))
    answer = site.client.post(site.link, data=second)
    assert answer.status_code == 409
    assert site.invoice.content.po_number == "4500017342"
    text = answer.text
    assert "What changed in the meantime" in text
    assert "Dana Reyes, accounts payable" in text
    assert "On the invoice now: <b>4500017342</b>" in text
    for value in ("99", "CC-77", "Team 7"):
        assert f'value="{value}"' in text
    again = {**second, "attention": "Team 7", "seen": str(site.invoice.sequence)}
    assert f'name="seen" value="{again["seen"]}"' in text
    assert site.client.post(site.link, data=again).status_code == 303
    content = site.invoice.content
    assert (content.po_number, content.bill_to.attention) == ("99", "Team 7")
    assert content.bill_to.cost_centre == "CC-77"


def test_two_who_saved_the_same_have_nothing_to_settle(site: LinkClient) -> None:
    second = site.form(po_number="7", name="Eve Stone")
    site.client.post(site.link, data=site.form(po_number="7"))
    answer = site.client.post(site.link, data=second)
    assert answer.headers["location"] == "?same=1"


def test_a_mistake_does_not_make_an_old_form_new(site: LinkClient) -> None:
    """Otherwise putting the mistake right would overwrite what came between."""
    old = site.form(po_number="99", email="no")
    site.client.post(site.link, data=site.form(po_number="4500017342"))
    answer = site.client.post(site.link, data=old)
    assert answer.status_code == 422
    assert f'name="seen" value="{old["seen"]}"' in answer.text


@pytest.mark.parametrize("seen", ["", "x", "-1", "0", "1", "3", "999", "9" * 5000, "٣"])
def test_a_form_that_names_no_version_the_customer_could_see_overwrites_nothing_and_tells_nothing(
    site: LinkClient, seen: str
) -> None:
    site.client.post(site.link, data=site.form(po_number="4500017342"))
    answer = site.client.post(site.link, data=site.form(po_number="99", seen=seen))
    assert answer.status_code == 409
    assert site.invoice.content.po_number == "4500017342"
    assert "draft" not in answer.text


def test_a_payment_between_is_a_change_too(site: LinkClient) -> None:
    form = site.form(po_number="7")
    site.pay("5.00")
    answer = site.client.post(site.link, data=form)
    assert answer.status_code == 409
    assert "partially paid" in answer.text
