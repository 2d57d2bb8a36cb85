"""How bank accounts are named in each country: the parts of an account, as data."""

from jupiter_core.domain.bank_schemes.scheme import Scheme, SchemeField
from jupiter_core.domain.bank_schemes.table import (
    AS_BEFORE,
    DETAILS,
    SCHEMES,
    scheme_named,
    schemes_for,
)

__all__ = [
    "AS_BEFORE",
    "DETAILS",
    "SCHEMES",
    "Scheme",
    "SchemeField",
    "scheme_named",
    "schemes_for",
]
