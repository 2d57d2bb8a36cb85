"""The patterns of what is agreed beside prices: discounts, milestones, an index, a late fee.

`10% off`, `500 off the total`, `40% on signing`, `40/40/20 on acceptance`, `CPI 304.1 cap 5%`.
"""

from bot.intake.shorthand.pieces import AMOUNT, DAY, MONTH, PERCENT, PRICE, YEAR

_WHOLE = (
    r"(?:(?:on|of|for) )?(?:the )?(?:(?:whole|entire) (?:invoice|contract|order|deal)|total|whole"
    r"|everything|all lines|all|invoice|contract|order|deal|overall)"
)
_SIZE = rf"(?:(?P<percent>{PERCENT})|(?P<off>{PRICE}))"
_NO_SIZE = rf"(?! (?:of )?(?:{PRICE}|{PERCENT})(?: |\Z))"
_NOT_WHOLE = rf"(?! {_WHOLE}(?: |\Z))"
"""A second discount of the whole is none of a line's."""
DISCOUNTS: tuple[tuple[str, str], ...] = (
    ("discount", rf"{_SIZE} (?:discount|off) (?P<whole>{_WHOLE})"),
    ("discount", rf"discount(?: of)? {_SIZE} (?P<whole>{_WHOLE})"),
    ("discount", rf"(?P<whole>total|overall|whole) discount(?: of)? {_SIZE}"),
    ("discount", rf"(?P<percent>{PERCENT}) (?:discount|off)(?: (?P<years>{YEAR}))?{_NOT_WHOLE}"),
    ("discount", rf"discount(?: of)? (?P<percent>{PERCENT})(?: (?P<years>{YEAR}))?{_NOT_WHOLE}"),
    ("discount", rf"(?P<off>{PRICE}) off{_NOT_WHOLE}"),
    ("discount", rf"discount(?: of)? (?P<off>{PRICE})(?! ?(?:[%x×]|years?|y\b))"),
    ("discount", rf"(?P<off>{AMOUNT}) discount{_NO_SIZE}"),
)

_NAME = r"(?:(?P<of>[A-Za-z][\w-]*(?: [\w-]+){0,3})(?=\Z)|(?P<named>[A-Za-z][\w-]*))"
"""Several words to the end of a clause, else one."""
_EVENT = (
    r"go-?live|kick-?off|delivery|completion|hand-?over|launch|installation|deployment"
    r"|(?:the )?final report|(?:phase|milestone) \d{1,2}"
)
_SIGNING = r"signing|signature|order|(?:contract )?start"
_WHEN = (
    rf"(?:(?P<day>{DAY})|(?P<accepted>acceptance)(?: of (?:the )?{_NAME})?"
    rf"|(?P<signing>{_SIGNING})|(?P<event>{_EVENT}))"
)
WHEN_OF_SHARE = (
    rf"(?P<day>{DAY})|(?P<accepted>acceptance)|(?P<signing>{_SIGNING})|(?P<event>{_EVENT})"
)
_ANY_WHEN = rf"(?:{DAY}|acceptance|{_SIGNING}|{_EVENT})"
_WHENS = rf"(?P<whens>{_ANY_WHEN}(?: (?:and )?(?:on )?{_ANY_WHEN})*)"
_PAYABLE = r"(?:(?:due|billed|paid|payable|invoiced) )?"
_PERCENT_OR_REST = rf"(?:(?P<percent>{PERCENT})|(?P<rest>(?:the )?(?:rest|remainder|balance)))"
_SHARE = r"\d{1,2}(?:\.\d{1,2})?%?"
_HALVES = "|".join(f"{n}%?/{100 - n}%?" for n in range(5, 100, 5))
"""Two shares, which are the whole: two other numbers may be anything."""
_SHARES = rf"(?P<shares>{_SHARE}(?:/{_SHARE}){{2,}}|{_HALVES})"
_PARTS = r"(?: (?:milestones?|instal?lments?|split|parts))?"
_HOW_MANY = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_INSTALMENTS = (
    rf"(?:in )?{_HOW_MANY} (?:equal )?(?:(?P<often>monthly|quarterly|annual|yearly) )?(?:equal )?"
    r"(?:instal?lments|payments)"
)
MILESTONES: tuple[tuple[str, str], ...] = (
    ("part", rf"{_PERCENT_OR_REST} {_PAYABLE}(?:(?:up)?on|at|with|by) {_WHEN}"),
    ("part", rf"(?P<percent>{PERCENT}) (?P<upfront>up-?front|down(?: payment)?|deposit)"),
    ("shares", rf"(?:(?:in|split) )?{_SHARES}{_PARTS}(?: {_PAYABLE}(?:(?:up)?on|at) {_WHENS})?"),
    ("instalments", rf"{_INSTALMENTS} {_PAYABLE}(?:on|at) {_WHENS}"),
    ("instalments", rf"{_INSTALMENTS} (?:from|starting(?: on)?|beginning(?: on)?) (?P<day>{DAY})"),
    ("bill_on", rf"(?:billed|invoiced|payable) on (?P<day>{DAY})"),
)

_PLACE = r"(?:US|U\.S\.?|UK|EU|EZ|euro(?:zone| area)?|german|french|swiss|japan|canada|australia)"
_INDEX_NAME = r"(?:CPI(?:-?[UWH])?|HICP|RPI|VPI|PPI|IPC|LIK)"
_INDEX = rf"(?P<index>(?:{_PLACE} )?{_INDEX_NAME}(?: {MONTH}(?! \d{{4}}))?)"
_BASE = r" (?:base )?(?:of |at )?(?P<base>\d{2,4}(?:\.\d{1,6})?)"
_LIMIT_NAME = r"(?:cap(?:ped)?|max(?:imum)?|floor(?:ed)?|min(?:imum)?|plus|\+)"
_NAMED_LIMIT = rf"{_LIMIT_NAME}(?: at| of)? ?{PERCENT}|{PERCENT} (?:cap|floor)"
_LIMIT = rf"(?: (?:with |and |a )*(?:{_NAMED_LIMIT}))"
_INDEXED = r"(?:(?:follows|linked to|indexed to|index(?:ation)?(?: to)?) (?:the )?)"
LIMITS = (
    rf"(?P<name>{_LIMIT_NAME})(?: at| of)? ?(?P<percent>{PERCENT})"
    rf"|(?P<of>{PERCENT}) (?P<after>cap|floor)"
)
INDEX: tuple[tuple[str, str], ...] = (
    ("index", rf"{_INDEXED}?{_INDEX}{_BASE}(?P<limits>{_LIMIT}*)"),
    ("index", rf"{_INDEXED}?{_INDEX}(?P<limits>{_LIMIT}+)"),
    ("index", rf"{_INDEXED}{_INDEX}"),
)

_A_MONTH = r"(?: ?(?:(?:a|per|each) |/ ?)(?:month|year)| p\.?[am])"
_FEE = rf"(?:{PERCENT}{_A_MONTH}(?: (?:\+|plus) {PRICE})?|{PRICE})(?: after \d{{1,3}} days)?"
LATE_FEES: tuple[tuple[str, str], ...] = (
    ("late_fee", rf"late(?: payment)? (?:fee|interest|charge|penalty)(?: of)? (?P<fee>{_FEE})"),
)
