"""The pieces of the patterns of a quick line: amounts, percentages, days, contract years."""

CODES = (
    r"(?-i:usd|eur|gbp|chf|cad|aud|jpy|USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|SEK|NOK|DKK|PLN|CZK|HUF"
    r"|RON|SGD|HKD|CNY|INR|KRW|TWD|ILS|AED|SAR|QAR|KWD|BHD|ZAR|BRL|MXN|CLP|TRY)"
)
UNIT = r"(?:k|thousand|mio|mn|mm|m|million|bn|billion)"
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:[.,]\d+)?)"
SIGN = r"(?:(?:US|CA|C|AU|A|NZ|HK|S)?\$|[€£¥])"
SIGNED = (
    rf"(?:{CODES} ?)?{SIGN} ?{NUMBER} ?{UNIT}?(?: ?{CODES})?"
    rf"|{CODES} ?{NUMBER} ?{UNIT}?"
    rf"|{NUMBER} ?{UNIT}?{SIGN}"
    rf"|{NUMBER} ?{UNIT}?(?: ?{CODES})"
    rf"|{NUMBER} ?{UNIT}"
)
BARE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?!(?:19|20)\d\d(?!\d))\d{4,}(?:\.\d+)?|\d+\.\d{2}"
AMOUNT = rf"(?:{SIGNED}|{BARE})"
STEP = rf"(?>{AMOUNT})(?=[ /,]|\Z)"
PRICE = rf"(?:{SIGNED}|{NUMBER})"
PER = (
    r"(?: ?/ ?(?:yr|year|y|a|annum)| (?:per|a|each|every) (?:year|annum)| p\.?a| yearly"
    r"| ARR| ACV)"
)
PER_MONTH = r"(?: ?/ ?(?:mo|month|mth)| (?:per|a|each|every) month)"
PERCENT = r"[+-]?\d{1,3}(?:[.,]\d{1,4})? ?%"
YEAR = (
    r"(?:in |from |for )?(?:years?|yrs?|y) ?\d{1,2}(?: ?(?:-|–|to) ?(?:years?|yrs?|y)? ?\d{1,2})?"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}} {MONTH} \d{{4}}|{MONTH} \d{{1,2}} \d{{4}}"
    rf"|{MONTH} \d{{4}})"
)
