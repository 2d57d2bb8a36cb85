"""Text for a file that a spreadsheet may open: none of it is a formula.

A cell that begins with one of these signs is reckoned by a spreadsheet, and what somebody else
typed would run on the machine of whoever opens it. An apostrophe before it makes it text (OWASP,
CSV injection).
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_text(text: str) -> str:
    """The same, with an apostrophe where it would be taken as a formula; line breaks are kept."""
    return f"'{text}" if text.startswith(_FORMULA) else text
