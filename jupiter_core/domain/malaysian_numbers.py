"""Numbers of companies in Malaysia, by the forms that its offices publish; none has a check digit.

As in `company_numbers`, every function gives the canonical spelling, or raises InvalidIdentifier.

>>> taxpayer("c 2088005001-0")
'C20880050010'
>>> sales_and_service_tax("w10-1808-32000001")
'W10-1808-32000001'
"""

import re

from jupiter_core.domain.refusals import InvalidIdentifier

_TIN = re.compile("(C|CS|D|E|F|FA|IG|J|LE|OG|PT|SG|TA|TC|TN|TP|TR)[0-9]{8,11}")
_SST = re.compile("([A-Z][0-9]{2})([0-9]{4})([0-9]{8})")
_BRN = re.compile("[0-9]{12}|[0-9]{1,7}[A-Z]|[A-Z]{2}[0-9]{7}[A-Z]|LLP[0-9]{7}[A-Z]*")


def business(typed: str) -> str:
    """Of the Companies Commission (SSM): 12 digits, or the form of before 2019."""
    return _found(_BRN, typed, "business registration number", "201901000005 or 1234567-X")


def sales_and_service_tax(typed: str) -> str:
    """Of the Royal Malaysian Customs: a letter and 14 digits, in three groups."""
    number = _found(_SST, typed, "SST number", "W10-1808-32000001")
    return _SST.sub(r"\1-\2-\3", number)


def taxpayer(typed: str) -> str:
    """Of the Inland Revenue Board: letters for the kind of taxpayer, and digits."""
    return _found(_TIN, typed, "TIN", "C20880050010")


def _found(form: re.Pattern[str], typed: str, name: str, example: str) -> str:
    number = re.sub(r"[\s-]", "", typed).upper()
    if not form.fullmatch(number):
        raise InvalidIdentifier(name, f"it must be like {example}")
    return number
