"""What the e-invoices of a seller lack, before anything is sold."""

import pytest

from jupiter_core.documents.einvoice.gaps import missing_of_seller
from tests.jupiter_core.documents.einvoice.nations import NUMBERS, a_seller, an_address, an_id

WRONG_NUMBER = (
    "the seller's electronic address with a valid number; the one in “0007:5560360794” is not."
)


def told(country: str, **changes: object) -> list[str]:
    """The needs, without the name of the standard."""
    start = "Peppol BIS Billing 3.0 needs "
    sentences = [each.sentence for each in missing_of_seller(a_seller(country, **changes))]
    assert all(each.startswith(start) for each in sentences)
    return [each.removeprefix(start) for each in sentences]


@pytest.mark.parametrize("country", NUMBERS)
def test_a_complete_seller_lacks_nothing(country: str) -> None:
    assert told(country) == []


@pytest.mark.parametrize(
    ("country", "changes", "needs"),
    [
        ("DK", {"tax_ids": NUMBERS["DK"][:1]}, ["the seller's CVR number, among its tax ids."]),
        ("IS", {"tax_ids": ()}, ["the seller's kennitala, among its tax ids."]),
        (
            "DE",
            {"phone": "", "email": ""},
            ["the seller's telephone number.", "the seller's e-mail address."],
        ),
        ("NL", {"address": an_address("NL", street="")}, ["the seller's street."]),
        (
            "SE",
            {"endpoint": "0007:5560360794"},
            [WRONG_NUMBER],
        ),
    ],
)
def test_what_a_seller_lacks_is_told_at_set_up(
    country: str, changes: dict[str, object], needs: list[str]
) -> None:
    assert told(country, **changes) == needs


def test_a_greek_seller_hears_at_set_up_that_its_invoices_go_another_way() -> None:
    ids = (an_id("eu_vat", "EL094259216"),)
    (need,) = told("DE", address=an_address("GR"), tax_ids=ids)
    assert "MARK" in need


def test_who_is_not_on_the_network_is_not_bothered() -> None:
    assert told("DK", tax_ids=(), endpoint="") == []
