"""Customers of one name, told apart."""

from bot.wording.customers import places_of, told_apart
from jupiter_core.domain.party import Customer
from tests.factories import a_customer


def at(city: str, **changes: object) -> Customer:
    address = a_customer().address.model_copy(update={"city": city})
    return a_customer(address=address, **changes)


def test_a_name_that_is_alone_is_all_that_is_said() -> None:
    assert told_apart([at("Oslo", id="1"), at("Oslo", id="2", name="Globex")]) == {
        "1": "Acme Corporation",
        "2": "Globex",
    }


def test_branches_have_their_city_and_countries_without_cities_their_name() -> None:
    nowhere = at("", id="3", name="ACME corporation")
    branches = [at("Phoenix", id="1"), at("Oslo", id="2"), nowhere]
    assert told_apart(branches) == {
        "1": "Acme Corporation, Phoenix",
        "2": "Acme Corporation, Oslo",
        "3": "ACME corporation, United States",
    }
    assert places_of(branches) == "Phoenix, Oslo, United States"


def test_in_one_city_the_external_id_or_the_street_tells_them_apart() -> None:
    assert told_apart([at("Oslo", id="1", external_id="crm-1"), at("Oslo", id="2")]) == {
        "1": "Acme Corporation, Oslo, crm-1",
        "2": "Acme Corporation, Oslo, 1 Roadrunner Way",
    }


def test_a_long_name_is_cut_and_what_tells_it_apart_is_not() -> None:
    long = "Acme " * 40
    labels = told_apart([at("Oslo", id="1", name=long), at("Bergen", id="2", name=long)], 75)
    assert [len(each) <= 75 for each in labels.values()] == [True, True]
    assert [each.rsplit(", ")[-1] for each in labels.values()] == ["Oslo", "Bergen"]
