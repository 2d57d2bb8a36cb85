"""Checks stand apart: one that fails, or never answers, hides no other."""

import threading

from bot.doctor.checks import Check, NotNeeded, Wrong, examined


def raising(error: Exception) -> str:
    raise error


def test_each_check_has_its_line_whatever_the_others_do() -> None:
    never = threading.Event()
    checks = [
        Check("Fine", lambda: "as it should be"),
        Check("Bad", lambda: raising(Wrong("it is\nbroken. Mend it."))),
        Check("None", lambda: raising(NotNeeded("not set"))),
        Check("Strange", lambda: raising(KeyError("xoxb-secret"))),
        Check("Slow", lambda: str(never.wait()), seconds=0.01),
        Check("Unread", lambda: "never looked at", frozenset({"PORT", "HOST"})),
        Check("Last", lambda: "still told"),
    ]
    found = list(examined(checks, ["HOST"]))
    never.set()
    assert [each.line for each in found] == [
        "ok     Fine: as it should be",
        "WRONG  Bad: it is broken. Mend it.",
        "-      None: not set",
        "WRONG  Strange: could not be checked (KeyError)",
        "WRONG  Slow: no answer within 0 seconds",
        "WRONG  Unread: not checked without HOST",
        "ok     Last: still told",
    ]
    assert [each.name for each in found if each.wrong] == ["Bad", "Strange", "Slow", "Unread"]
