"""Short pieces of text: cut, folded, ended."""

NAME_LIMIT = 140
"""Of a name that stands inside a sentence or a header."""


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was cut: after a whole word,
    unless that were less than half of it.

    >>> shortened("Whatever is sent", 12)
    'Whatever is…'
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut if text[limit - 1].isspace() else cut.rpartition(" ")[0]
    return (whole if len(whole) * 2 >= limit else cut).rstrip(" ,;") + "…"


def stop_after(name: str) -> str:
    """The full stop behind a name, where it does not end with one: `Inc.` has its own."""
    return "" if name.endswith(".") else "."


def full_stop(sentence: str) -> str:
    """With its full stop, and never two: `Jupiter US Inc.` ends with its own."""
    return f"{sentence}{stop_after(sentence)}"


def one_line(text: str, limit: int = NAME_LIMIT) -> str:
    """Fit for a header: white space folded, nothing that cannot be seen, not too long."""
    seen = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return seen if len(seen) <= limit else seen[: limit - 1] + "…"


def echoed(typed: str, limit: int) -> str:
    """What somebody typed, said back to them: on one line, without what cannot be seen, such as
    what turns the direction of all that follows."""
    return shortened(one_line(typed, len(typed)), limit)
