"""The grammar of a quick line: `1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45`.

Each phrase is a pattern that is held against the words that follow, in any letter case. `NOUN`
phrases have an amount and may be named by words beside them; all others stand for themselves.
A step of a ramp is taken whole: a comma that could part thousands parts no steps, which would be
tried in every combination.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.intake.shorthand.deal_patterns import DISCOUNTS, INDEX, LATE_FEES, MILESTONES
from bot.intake.shorthand.pieces import (
    AMOUNT,
    CODES,
    DAY,
    NUMBER,
    PER,
    PER_MONTH,
    PERCENT,
    PRICE,
    STEP,
    YEAR,
)
from jupiter_core.domain.unit import ENGLISH

_ON_RECEIPT = r"(?P<receipt>due (?:up)?on receipt)"
_EARLY = r"(?P<early>\d{1,2}(?:\.\d{1,2})?%? ?/ ?\d{1,3})"
"""As in `2/10 net 30`."""
_IF_PAID = r"(?:(?:discount|off) )?(?:if paid )?(?:with)?in"
_MONTH_END = r"(?:the )?(?:end of (?:the )?month|month[ -]end)"
_RULED = (
    rf"(?:net )?\d{{1,3}}(?: days?)?,? (?:EOM|(?:from|after) {_MONTH_END})"
    rf"|(?:net )?EOM(?: ?\+ ?\d{{1,3}}(?: days?)?)?"
    rf"|(?:net )?\d{{1,3}} days?,?(?: then)? {_MONTH_END}"
    r"|(?:due )?(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)? "
    r"(?:prox(?:imo)?|of (?:the )?(?:next|following) month)"
    r"|due (?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)(?: of (?:the|each) month)?"
)
"""Terms with a rule of the calendar; what each means is for `payment_terms_of`."""
_RISE = r"(?:escalators?|uplift|increase|rise|indexation)"
_EVERY = r"(?:(?:in )?(?:every|each|per|a) year|yearly|annually|annual|/ ?(?:yr|year|y))"
_SPAN = r"years?|yrs?|y|months?|mos?"
_SINCE = r"(?:starting|starts?|beginning|begins|effective|as of|from)(?: on| from)?"
_PERIOD = r"(?:(?:service(?: period)?|period|covering|for)(?: from)? |from )?"
_UNTIL = r"(?:to|until|till|through|thru|[-–—])"
_USE = r"(?: (?P<evenly>(?:spread )?evenly)| until (?:it is )?(?:exhausted|used up))?"
_CREDITS = r"(?:usage |prepaid |pre-paid )*credits?"
_TAX = r"(?:tax|vat|gst|ust|mwst)"
_RATE = r"(?P<percent>\d{1,2}(?:[.,]\d{1,4})? ?%)"
_INCLUDING = r"(?:prices? )?(?:incl|includes?|including|inclusive(?: of)?)"
_EXCLUDING = r"(?:(?:prices? )?(?:excl|excludes?|excluding|exclusive(?: of)?)|plus|\+)"
_AFTER = r"(?P<after>in advance|in arrears|arrears|pre-?paid|up-?front)"
_PAID = r"(?:(?:billed|paid|invoiced|payable) )?"
_RHYTHM = r"(?:(?P<yearly>" + PER + r")|(?P<monthly>" + PER_MONTH + r"))?"
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
_OFTEN = (
    r"(?P<often>monthly|quarterly|semi-?annual(?:ly)?|half-yearly|annual(?:ly)?|yearly"
    r"|up-?front|up front)"
)
_OF_PAPERS = r"sales order|goods receipt|delivery note"
_FILED = r"(?=[\w./-]*\d)[\w./-]+"
"""A reference: a word with a figure in it."""
_NUMBERED = rf"(?:(?: ?(?:code|number|no\.?|#))+ ?#?| (?=[A-Za-z])(?!{CODES} ?\d))"
"""Before a reference: what says that it is one, unless it begins as no amount does."""

_UNITS = "|".join(sorted(ENGLISH, key=len, reverse=True))
_OF_UNIT = f"(?: (?P<unit>{_UNITS}))?"
"""Of measure, as in `3 hours × 150`."""
_NO_YEARS = rf"(?!(?:{_SPAN}|annum)(?: |\Z))"
_EACH = (
    r"(?: (?:each|apiece|a piece|per (?:unit|piece|item|call))"
    rf"|(?: ?/ ?| (?:per|an?) ){_NO_YEARS}(?P<each>{_UNITS})(?= |\Z))"
)
"""Behind a price: of what it is."""
_NO_NAME = (
    rf"(?!(?:{_SPAN}|and|plus|with|from|for|at|to|in|on|net|po|due|off|x|by|until|starting|equal"
    r"|discount|credits?|uplift|escalators?|ramp|list|rest|tax|vat|gst|incl\w*|excl\w*|annual\w*"
    r"|yearly|monthly|quarterly|semi\S*|up-?front|instal\w+|payments?|invoices?|milestones?)"
    r"(?: |\Z))"
)
_NAMED = rf"(?:of )?(?P<named>{_NO_NAME}[A-Za-z][\w&'-]*(?: {_NO_NAME}[A-Za-z&][\w&'-]*){{0,3}})"
_SEVERAL = rf"(?!(?:19|20)\d\d )(?P<quantity>{NUMBER})(?! (?:{_SPAN})(?: |\Z)){_OF_UNIT}"
"""What is counted, between the count and the price: `40 days consulting at 1,200`. Years and
months there are a term, and a number may be a year."""

_PHRASES: tuple[tuple[str, str], ...] = (
    *LATE_FEES,
    ("ramp", rf"ramp:? (?P<ramp>{STEP}(?:[ /,]{STEP})+){PER}?"),
    ("credit", rf"{_CREDITS}(?: of)? (?P<amount>{AMOUNT}){_USE}"),
    ("credit", rf"(?P<amount>{AMOUNT}) (?:of )?{_CREDITS}(?! (?:of )?{AMOUNT}(?: |\Z)){_USE}"),
    ("early", rf"early[ -]payment(?: discount)?(?: of)? {_EARLY}"),
    ("early", rf"(?P<percent>{PERCENT}) {_IF_PAID} (?P<within>\d{{1,3}}) days"),
    *DISCOUNTS,
    *MILESTONES,
    *INDEX,
    ("evenly", r"(?:spread )?evenly"),
    ("expires", rf"(?:expires|expiring|expiry)(?: on)? (?P<day>{DAY})"),
    (
        "counted",
        rf"(?P<quantity>{NUMBER}){_OF_UNIT} ?(?:x|×|\*|@|at) ?(?P<amount>{PRICE}){_EACH}?{_RHYTHM}",
    ),
    ("counted", rf"{_SEVERAL} {_NAMED} (?:@|at|x|×) ?(?P<amount>{PRICE}){_EACH}?{_RHYTHM}"),
    ("counted", rf"{_SEVERAL}(?: {_NAMED})? (?P<amount>{PRICE}){_EACH}{_RHYTHM}"),
    ("list", rf"list(?: ?price)? ?[=:] ?(?P<listed>{PRICE}){_RHYTHM}"),
    ("list", rf"list ?price(?: of)? (?P<listed>{PRICE}){_RHYTHM}"),
    ("monthly", rf"(?P<amount>{PRICE}){PER_MONTH}"),
    ("yearly", rf"(?P<amount>{PRICE}){PER}"),
    ("included", rf"{_INCLUDING} {_TAX}(?: of| at)? {_RATE}"),
    ("included", rf"{_INCLUDING} (?:{_RATE} )?{_TAX}"),
    ("included", rf"(?:{_RATE} )?{_TAX}[ -](?:incl|included|inclusive)"),
    ("included", r"gross prices?"),
    ("excluded", rf"{_EXCLUDING} {_TAX}(?: of| at)? {_RATE}"),
    ("excluded", rf"{_EXCLUDING} (?:{_RATE} )?{_TAX}"),
    ("excluded", rf"(?:{_RATE} )?{_TAX}[ -](?:excl|excluded|exclusive)"),
    ("excluded", r"net prices?"),
    ("tax", rf"{_TAX}(?: of| at)? {_RATE}"),
    ("tax", rf"{_RATE} {_TAX}"),
    ("rise", rf"(?P<percent>{PERCENT}) ?(?:{_RISE} )?(?P<years>{YEAR})(?: {_RISE})?"),
    ("rise", rf"(?P<years>{YEAR}) {_RISE}(?: of)? (?P<percent>{PERCENT})"),
    ("rise", rf"{_RISE}(?: of)? (?P<percent>{PERCENT})(?: (?P<years>{YEAR}))?(?: {_EVERY})?"),
    ("rise", rf"(?P<percent>{PERCENT}) ?(?:{_RISE} {_EVERY}|{_EVERY} {_RISE}|{_EVERY}|{_RISE})"),
    ("terms", rf"(?:{_EARLY},? )?(?P<terms>{_RULED})"),
    (
        "net",
        rf"(?:(?:{_EARLY},? )?net ?-?(?P<days>\d{{1,3}})(?: days)?|{_ON_RECEIPT})",
    ),
    ("po", r"p\.?o\.?(?: ?(?:number|no\.?|#|:))*(?:[ #:]|(?=\d))(?P<po>[\w./-]*\d[\w./-]*)"),
    ("reference", rf"(?P<name>project|department|dept){_NUMBERED}(?P<value>{_FILED})"),
    ("reference", rf"(?P<name>cost cent(?:re|er))(?: (?:number|no\.?|#))* ?#?(?P<value>{_FILED})"),
    ("reference", rf"(?P<name>{_OF_PAPERS}){_NUMBERED}(?P<value>{_FILED})"),
    ("reference", rf"(?P<name>contract|tender)(?: ?(?:number|no\.?|#))+ ?#?(?P<value>{_FILED})"),
    ("reference", rf"(?P<name>gl)(?: (?:code|account|number|no\.?|#))*[ #](?P<value>{_FILED})"),
    (
        "term",
        rf"(?:term(?: of)? )?(?P<count>{_COUNT})[ -]?(?P<unit>{_SPAN})(?: term| deal| contract)?",
    ),
    ("due", rf"due(?: on| by)? (?P<day>{DAY})"),
    ("period", rf"{_PERIOD}(?P<day>{DAY}) ?{_UNTIL} ?(?P<last>{DAY})"),
    ("start", rf"{_SINCE} (?P<day>{DAY})"),
    ("start", r"(?P<day>\d{4}-\d{2}-\d{2})"),
    ("often", rf"{_PAID}(?P<before>pre-?paid )?{_OFTEN}(?: {_AFTER})?"),
    ("timing", r"(?:billed |paid |payable )?(?P<timing>in advance|pre-?paid|(?:in )?arrears)"),
    ("amount", rf"(?P<amount>{AMOUNT})"),
    ("currency", rf"(?P<currency>[€£¥]|{CODES})"),
)
_COMPILED = tuple(
    (name, re.compile(rf"(?:{pattern})(?= |\Z)", re.IGNORECASE)) for name, pattern in _PHRASES
)
_GLUE = frozenset(
    "and plus with for of a an the at to customer client new invoice contract & + - – — | /".split()  # noqa: SIM905
)
_OVER_COMMAS = frozenset(
    ("ramp", "start", "expires", "period", "terms", "shares", "instalments", "index", "bill_on")
)
_RAMP = re.compile(STEP, re.IGNORECASE)
_LONGEST_PHRASE = 16


class Phrase(NamedTuple):
    """What was found at a word: its name, its parts, and how many words it takes."""

    name: str
    parts: dict[str, str]
    text: str
    words: int


def phrases_at(words: Sequence[str], unbroken: int) -> Iterator[Phrase]:
    """The phrases with which these bare words begin, the preferred one first.

    Most end before the first comma, which is after `unbroken` words.
    """
    whole = " ".join(words[:_LONGEST_PHRASE])
    clause = " ".join(words[: min(unbroken, _LONGEST_PHRASE)])
    for name, pattern in _COMPILED:
        if found := pattern.match(whole if name in _OVER_COMMAS else clause):
            parts = {key: value for key, value in found.groupdict().items() if value}
            yield Phrase(name, parts, found[0], found[0].count(" ") + 1)


def prices_in(phrase: Phrase) -> list[str]:
    """The amounts of a phrase as typed: several in a ramp, none in most."""
    if "ramp" in phrase.parts:
        return _RAMP.findall(phrase.parts["ramp"])
    return [phrase.parts["amount"]] if "amount" in phrase.parts else []


def is_glue(word: str) -> bool:
    """A small word between phrases, which says nothing by itself."""
    return not word or word.lower() in _GLUE


def bare(word: str) -> str:
    """A word without the punctuation and the marks around it."""
    return word.lstrip("([{\"'“”‘’`*_~•,;:!?<>").rstrip(")]}\"'“”‘’`*_~•,;:!?.<>")
