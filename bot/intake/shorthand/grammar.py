"""The grammar of a quick line: `1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45`.

Each phrase is a pattern that is held against the words that follow, in any letter case. `NOUN`
phrases have an amount and may be named by words beside them; all others stand for themselves.
A step of a ramp is taken whole: a comma that could part thousands parts no steps, which would be
tried in every combination.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupiter_core.domain.unit import ENGLISH

_CODES = (
    r"(?-i:usd|eur|gbp|chf|cad|aud|jpy|USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|SEK|NOK|DKK|PLN|CZK|HUF"
    r"|RON|SGD|HKD|CNY|INR|KRW|TWD|ILS|AED|SAR|QAR|KWD|BHD|ZAR|BRL|MXN|CLP|TRY)"
)
_UNIT = r"(?:k|thousand|mio|mn|mm|m|million|bn|billion)"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:[.,]\d+)?)"
_SIGN = r"(?:(?:US|CA|C|AU|A|NZ|HK|S)?\$|[€£¥])"
_SIGNED = (
    rf"(?:{_CODES} ?)?{_SIGN} ?{_NUMBER} ?{_UNIT}?(?: ?{_CODES})?"
    rf"|{_CODES} ?{_NUMBER} ?{_UNIT}?"
    rf"|{_NUMBER} ?{_UNIT}?{_SIGN}"
    rf"|{_NUMBER} ?{_UNIT}?(?: ?{_CODES})"
    rf"|{_NUMBER} ?{_UNIT}"
)
_BARE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?!(?:19|20)\d\d(?!\d))\d{4,}(?:\.\d+)?|\d+\.\d{2}"
_AMOUNT = rf"(?:{_SIGNED}|{_BARE})"
_STEP = rf"(?>{_AMOUNT})(?=[ /,]|\Z)"
_PRICE = rf"(?:{_SIGNED}|{_NUMBER})"
_PER = (
    r"(?: ?/ ?(?:yr|year|y|a|annum)| (?:per|a|each|every) (?:year|annum)| p\.?a| yearly"
    r"| ARR| ACV)"
)
_PER_MONTH = r"(?: ?/ ?(?:mo|month|mth)| (?:per|a|each|every) month)"
_PERCENT = r"[+-]?\d{1,3}(?:[.,]\d{1,4})? ?%"
_ON_RECEIPT = r"(?P<receipt>due (?:up)?on receipt)"
_EARLY = r"(?P<early>\d{1,2}(?:\.\d{1,2})?%? ?/ ?\d{1,3})"
"""As in `2/10 net 30`."""
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
_YEAR = (
    r"(?:in |from |for )?(?:years?|yrs?|y) ?\d{1,2}(?: ?(?:-|–|to) ?(?:years?|yrs?|y)? ?\d{1,2})?"
)
_EVERY = r"(?:(?:in )?(?:every|each|per|a) year|yearly|annually|annual|/ ?(?:yr|year|y))"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}} \d{{4}}"
    rf"|{_MONTH} \d{{4}})"
)
_SPAN = r"years?|yrs?|y|months?|mos?"
_SINCE = r"(?:starting|starts?|beginning|begins|effective|as of|from)(?: on| from)?"
_PERIOD = r"(?:(?:service(?: period)?|period|covering|for)(?: from)? |from )?"
_UNTIL = r"(?:to|until|till|through|thru|[-–—])"
_USE = r"(?: (?P<evenly>(?:spread )?evenly)| until (?:it is )?(?:exhausted|used up))?"
_CREDITS = r"(?:usage |prepaid |pre-paid )*credits?"
_TAX = r"(?:tax|vat|gst|ust|mwst)"
_RATE = r"(?P<percent>\d{1,2}(?:[.,]\d{1,4})? ?%)"
_INCLUDING = r"(?:prices? )?(?:incl|includes?|including|inclusive(?: of)?)"
_AFTER = r"(?P<after>in advance|in arrears|arrears|pre-?paid|up-?front)"
_PAID = r"(?:(?:billed|paid|invoiced|payable) )?"
_RHYTHM = r"(?:(?P<yearly>" + _PER + r")|(?P<monthly>" + _PER_MONTH + r"))?"
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
_OFTEN = (
    r"(?P<often>monthly|quarterly|semi-?annual(?:ly)?|half-yearly|annual(?:ly)?|yearly"
    r"|up-?front|up front)"
)
_FILED = r"(?=[\w./-]*\d)[\w./-]+"
"""A reference: a word with a figure in it."""
_NUMBERED = rf"(?:(?: ?(?:code|number|no\.?|#))+ ?#?| (?=[A-Za-z])(?!{_CODES} ?\d))"
"""Before a reference: what says that it is one, unless it begins as no amount does."""

_OF_UNIT = f"(?: (?P<unit>{'|'.join(sorted(ENGLISH, key=len, reverse=True))}))?"
"""Of measure, as in `3 hours × 150`."""

_PHRASES: tuple[tuple[str, str], ...] = (
    ("ramp", rf"ramp:? (?P<ramp>{_STEP}(?:[ /,]{_STEP})+){_PER}?"),
    ("credit", rf"{_CREDITS}(?: of)? (?P<amount>{_AMOUNT}){_USE}"),
    ("credit", rf"(?P<amount>{_AMOUNT}) (?:of )?{_CREDITS}(?! (?:of )?{_AMOUNT}(?: |\Z)){_USE}"),
    ("evenly", r"(?:spread )?evenly"),
    ("expires", rf"(?:expires|expiring|expiry)(?: on)? (?P<day>{_DAY})"),
    (
        "counted",
        rf"(?P<quantity>{_NUMBER}){_OF_UNIT} ?(?:x|×|\*|@) ?(?P<amount>{_PRICE}){_RHYTHM}",
    ),
    ("list", rf"list(?: ?price)? ?[=:] ?(?P<listed>{_PRICE}){_RHYTHM}"),
    ("list", rf"list ?price(?: of)? (?P<listed>{_PRICE}){_RHYTHM}"),
    ("monthly", rf"(?P<amount>{_PRICE}){_PER_MONTH}"),
    ("yearly", rf"(?P<amount>{_PRICE}){_PER}"),
    ("included", rf"{_INCLUDING} {_TAX}(?: of| at)? {_RATE}"),
    ("included", rf"{_INCLUDING} (?:{_RATE} )?{_TAX}"),
    ("included", rf"(?:{_RATE} )?{_TAX}[ -](?:incl|included|inclusive)"),
    ("included", r"gross prices?"),
    ("tax", rf"{_TAX}(?: of| at)? {_RATE}"),
    ("tax", rf"{_RATE} {_TAX}"),
    ("discount", rf"(?P<percent>{_PERCENT}) (?:discount|off)(?: (?P<years>{_YEAR}))?"),
    ("discount", rf"discount(?: of)? (?P<percent>{_PERCENT})(?: (?P<years>{_YEAR}))?"),
    ("rise", rf"(?P<percent>{_PERCENT}) ?(?:{_RISE} )?(?P<years>{_YEAR})(?: {_RISE})?"),
    ("rise", rf"(?P<years>{_YEAR}) {_RISE}(?: of)? (?P<percent>{_PERCENT})"),
    ("rise", rf"{_RISE}(?: of)? (?P<percent>{_PERCENT})(?: (?P<years>{_YEAR}))?(?: {_EVERY})?"),
    ("rise", rf"(?P<percent>{_PERCENT}) ?(?:{_RISE} {_EVERY}|{_EVERY} {_RISE}|{_EVERY}|{_RISE})"),
    ("terms", rf"(?:{_EARLY},? )?(?P<terms>{_RULED})"),
    (
        "net",
        rf"(?:(?:{_EARLY},? )?net ?-?(?P<days>\d{{1,3}})(?: days)?|{_ON_RECEIPT})",
    ),
    ("po", r"p\.?o\.?(?: ?(?:number|no\.?|#|:))*(?:[ #:]|(?=\d))(?P<po>[\w./-]*\d[\w./-]*)"),
    ("reference", rf"(?P<name>project|department|dept){_NUMBERED}(?P<value>{_FILED})"),
    ("reference", rf"(?P<name>gl)(?: (?:code|account|number|no\.?|#))*[ #](?P<value>{_FILED})"),
    (
        "term",
        rf"(?:term(?: of)? )?(?P<count>{_COUNT})[ -]?(?P<unit>{_SPAN})(?: term| deal| contract)?",
    ),
    ("due", rf"due(?: on| by)? (?P<day>{_DAY})"),
    ("period", rf"{_PERIOD}(?P<day>{_DAY}) ?{_UNTIL} ?(?P<last>{_DAY})"),
    ("start", rf"{_SINCE} (?P<day>{_DAY})"),
    ("start", r"(?P<day>\d{4}-\d{2}-\d{2})"),
    ("often", rf"{_PAID}(?P<before>pre-?paid )?{_OFTEN}(?: {_AFTER})?"),
    ("timing", r"(?:billed |paid |payable )?(?P<timing>in advance|pre-?paid|(?:in )?arrears)"),
    ("amount", rf"(?P<amount>{_AMOUNT})"),
    ("currency", rf"(?P<currency>[€£¥]|{_CODES})"),
)
_COMPILED = tuple(
    (name, re.compile(rf"(?:{pattern})(?= |\Z)", re.IGNORECASE)) for name, pattern in _PHRASES
)
_GLUE = frozenset(
    "and plus with for of a an the at to customer client new invoice contract & + - – — | /".split()  # noqa: SIM905
)
_OVER_COMMAS = frozenset(("ramp", "start", "expires", "period", "terms"))
_RAMP = re.compile(_STEP, re.IGNORECASE)
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
