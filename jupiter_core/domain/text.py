"""Text that people type: trimmed, of a bounded length, without invisible tricks.

What programs leave between pasted letters is taken out; what hides or turns text is refused.
"""

import re
import unicodedata

from jupiter_core.domain.refusals import InvalidEmail, Required, TooLong, Unprintable

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
_HELD_BY_NO_DATABASE = re.compile("[\x00\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n{3,}")
_PASTED = dict.fromkeys("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff", "")
"""Soft hyphens, spaces of no width, marks of direction that turn nothing visible around."""
_LIGATURES = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
}
"""Latin and Armenian letters that a typesetter drew as one, such as \ufb01 for fi."""
_CLEANED = str.maketrans({**_PASTED, **_LIGATURES})


def cleaned(text: str) -> str:
    """Without what comes along unseen when text is pasted from a PDF, a page or a word processor.

    >>> cleaned("O\\ufb03ce\\u200b 365\\ufeff")
    'Office 365'
    """
    return text.translate(_CLEANED)


def key_of(name: str) -> str:
    """What two spellings of one name have in common: `Acme` and `ACME` are taken together. What is
    in no stored name, and what no database can be asked for, parts words."""
    if name.isascii() and name.isprintable():
        return name.lower()
    name = _HELD_BY_NO_DATABASE.sub(" ", name)
    # Twice, since folding the case may take a text out of NFC.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def line_of(text: str, what: str, limit: int, *, required: bool = False) -> str:
    """One line: trimmed, NFC, white space folded. Raises Required, TooLong or Unprintable."""
    return _checked(" ".join(cleaned(text).split()), what, limit, required)


def paragraph_of(text: str, what: str, limit: int) -> str:
    """Several lines, each trimmed at its end, tabs as spaces. Raises TooLong or Unprintable."""
    lines = _lines(text.replace("\t", " "))
    return _checked("\n".join(line.rstrip() for line in lines).strip(), what, limit, False)


def lines_of(text: str, what: str, limit: int) -> str:
    """Typed line breaks are kept; each line is as `line_of` makes it, and of several empty lines
    one is left. Raises Required, TooLong or Unprintable."""
    folded = "\n".join(" ".join(line.split()) for line in _lines(text)).strip()
    return _checked(_EMPTY_LINES.sub("\n\n", folded), what, limit, True)


def _lines(text: str) -> list[str]:
    """At all that programs end a line with."""
    return _LINE_ENDS.sub("\n", cleaned(text)).split("\n")


def _checked(text: str, what: str, limit: int, required: bool) -> str:
    text = unicodedata.normalize("NFC", text)
    if required and not text:
        raise Required(what)
    if len(text) > limit:
        raise TooLong(what, limit, len(text))
    if not text.replace("\n", " ").isprintable():
        _expect_nothing_hidden(text, what)
    return text


def _expect_nothing_hidden(text: str, what: str) -> None:
    for before, character in zip(" " + text, text, strict=False):
        if _is_hidden(character, before):
            raise Unprintable(what, described(character))


def _is_hidden(character: str, before: str) -> bool:
    """A joiner shapes the letter or the emoji before it; after ASCII it only hides."""
    if character in _JOINERS:
        return before.isascii()
    return unicodedata.category(character) in _INVISIBLE and character != "\n"


def described(character: str) -> str:
    """A character for people: itself where it can be seen, its code point and its name."""
    name = unicodedata.name(character, "an unnamed character").lower()
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in _INVISIBLE:
        return f"{code} ({name})"
    return f"“{character}” ({code}, {name})"


def email_of(text: str) -> str:
    """An address that mail can be sent to, as it was typed but trimmed and NFC.

    By RFC 5321, 5322, 6531 and IDNA, without a look-up and without quoted names. Raises
    InvalidEmail, TooLong or Unprintable.
    """
    # Here, since it compiles what it knows, which takes longer than most of a command line.
    from email_validator import EmailNotValidError, validate_email

    address = line_of(text, "E-mail", 254)
    try:
        checked = validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError:
        raise InvalidEmail(text) from None
    # IDNA reads "。" as a dot, and who compares domains here would not.
    if checked.domain.count(".") != address.rpartition("@")[2].count("."):
        raise InvalidEmail(text)
    return address
