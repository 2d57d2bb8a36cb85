"""Postal addresses: kept as people typed them, written as their own country's post does."""

from typing import Self

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.postal.advice import Advice, advice
from jupiter_core.domain.postal.countries import Country, english_name, in_sentence
from jupiter_core.domain.postal.countries import country as rules_of
from jupiter_core.domain.postal.layout import lines
from jupiter_core.domain.refusals import InvalidAddress, placed
from jupiter_core.domain.text import line_of, paragraph_of

_REGION_IS_A_CITY = frozenset(("CN", "KR", "TH", "TW", "VN"))
"""Where some cities are regions themselves, so that people type one in either place."""
_CITY_STATES = frozenset(("MC", "SG", "VA"))


class Address(Frozen):
    """A postal address; `country` is ISO 3166-1 alpha-2, `street` may have several lines."""

    street: str
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str

    @classmethod
    def checked(
        cls, *, street: str, city: str, region: str, postal_code: str, country: str
    ) -> Self:
        """As it was typed, but for white space and for the country's code, which is in capitals.

        Refused is what cannot be an address: without a country or a street, or without a city
        where the country has cities. All else is for `advice` to say. Raises InvalidAddress,
        TooLong or Unprintable, at the part that is wrong.
        """
        address = cls(
            street=placed("street", lambda: paragraph_of(street, "Street", 255)),
            city=placed("city", lambda: line_of(city, "City", 100)),
            region=placed("region", lambda: line_of(region, "Region", 100)),
            postal_code=placed("postal_code", lambda: line_of(postal_code, "Postal code", 20)),
            country=placed("country", lambda: line_of(country, "Country", 2).upper()),
        )
        address._expect_enough()
        return address

    def _expect_enough(self) -> None:
        """Raises InvalidAddress."""
        rules = rules_of(self.country)
        where = in_sentence(self.country)
        if not self.country:
            raise InvalidAddress("The country is required.").at("country")
        if rules is None:
            reason = "This is not a country code such as US, GB or DE (ISO 3166)."
            raise InvalidAddress(reason).at("country")
        if not self.street:
            raise InvalidAddress(f"An address in {where} needs a street.").at("street")
        if not self.city and _needs_city(rules, self.region):
            words = f"city or {rules.region_kind}" if _region_is_enough(rules) else "city"
            raise InvalidAddress(f"An address in {where} needs a {words}.").at("city")

    def lines(self) -> list[str]:
        """As it is written on a letter in its own country, in Latin order, the country last."""
        return [*lines(self._parts, self.country), self.country_name]

    def advice(self) -> tuple[Advice, ...]:
        """What is unusual in it, each at its part; nothing of it is a mistake for certain."""
        return advice(self._parts, self.country)

    @property
    def country_name(self) -> str:
        """In English."""
        return english_name(self.country)

    @property
    def _parts(self) -> dict[str, str]:
        """By the letters of the post's formats."""
        return {"A": self.street, "C": self.city, "S": self.region, "Z": self.postal_code}


def needs_city(country: str) -> bool:
    """Whether an address there has no place without a city, whatever its region says."""
    rules = rules_of(country)
    return rules is not None and not _region_is_enough(rules) and _needs_city(rules, "")


def _needs_city(rules: Country, region: str) -> bool:
    """Whether it needs one although this region is said."""
    if _region_is_enough(rules):
        return not region
    return "C" in rules.required and rules.code not in _CITY_STATES


def _region_is_enough(rules: Country) -> bool:
    """Whether a region alone says where it is: an emirate, or Shanghai."""
    if rules.code in _REGION_IS_A_CITY:
        return True
    return "S" in rules.required and "C" not in rules.required
