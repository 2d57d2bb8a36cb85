"""The setup file: YAML into parties and team, every mistake at its place in the document.

`bot/demo/workspace.yaml` shows and explains the whole format.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.intake.errors import ErrorCollector, each_of
from bot.intake.files.setup_logo import logo_url
from bot.intake.files.setup_shape import sections
from bot.intake.files.yaml import read_tree
from bot.intake.party import Typed, read_customer, read_profile
from bot.intake.refusals import WrongShape
from bot.intake.team import exact_amount_of, read_team
from jupiter_core.commands.setup import SetupFile
from jupiter_core.commands.team import SaveTeam
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import AlreadyTaken, Refusal, Required

__all__ = ["SetupFile", "read_setup"]

T = TypeVar("T")

_UNDATED = date.min
_PROFILE_DEFAULTS = {"colour": "#1f3a5f", "time_zone": "UTC"}


def read_setup(text: str, folder: Path | None = None) -> SetupFile:
    """`folder` is where the file is: paths of logos are relative to it.

    Raises UnreadableFile, or ValidationErrors with all of them (`customers[0].address.country`).
    """
    checks = ErrorCollector()
    found = sections(read_tree(text), checks)
    given = [each for each in found.get("workspace", ()) if each is not None]
    teams = [_read(checks, "workspace.", _team, each) for each in given]
    profile = partial(_profile, folder=folder)
    profiles = _read_all(checks, "sender_profiles", profile, found.get("sender_profiles", ()))
    customers = _read_all(checks, "customers", _customer, found.get("customers", ()))
    checks.expect_none()
    return SetupFile(
        team=teams[0] if teams else None,
        sender_profiles=tuple(profiles),
        customers=tuple(customers),
    )


def _read_all(
    checks: ErrorCollector, section: str, read: Callable[[Typed], T], items: Iterable[Typed | None]
) -> list[T]:
    """What was read of a section; a key stands for one thing only."""
    keys: set[str] = set()
    found = []
    for n, typed in enumerate(items):
        if typed is None:
            continue
        place = f"{section}[{n}]."
        key = typed.get("key", "")
        checks.part(f"{place}key", partial(_expect_new_key, key, keys))
        keys.add(key)
        found.append(_read(checks, place, read, typed))
    return [each for each in found if each is not None]


def _read(checks: ErrorCollector, place: str, read: Callable[[Typed], T], typed: Typed) -> T | None:
    """What `read` makes of `typed`, its mistakes at their places in the file."""
    try:
        return read(typed)
    except Refusal as refusal:
        for each in each_of(refusal):
            checks.add(each.at(place + (each.path or "")))
        return None


def _expect_new_key(key: str, known: set[str]) -> None:
    if not key:
        raise Required("A key, by which this is known when the file is loaded again,")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", key):
        raise WrongShape("a short name of a-z, 0-9 and -")
    if key in known:
        raise AlreadyTaken("key", key)


def _team(typed: Typed) -> SaveTeam:
    checks = ErrorCollector()
    people = {name: _people(checks, typed, name) for name in ("approvers", "drafters")}
    asked = {"account_in_currency": _yes_or_no(checks, typed, "account_in_currency")}
    given = {"approvals": "1", **typed, **people, **asked}
    team = checks.whole(lambda: read_team(given, exact_amount_of))
    checks.expect_none()
    return SaveTeam.model_validate(team)


def _people(checks: ErrorCollector, typed: Typed, name: str) -> str:
    """Slack user ids, a line each."""
    people = {path: text.strip() for path, text in typed.items() if path.startswith(f"{name}[")}
    for path, text in people.items():
        if not re.fullmatch(r"[UW][A-Z0-9]{2,30}", text):
            checks.add(WrongShape("a Slack user id such as U012AB3CD"), path)
    return "\n".join(people.values())


def _yes_or_no(checks: ErrorCollector, typed: Typed, name: str) -> str:
    """`true` or `false`, which it is where nothing is said."""
    said = typed.get(name, "false").lower()
    if said not in ("true", "false"):
        checks.add(WrongShape("true or false"), name)
    return said


def _profile(typed: Typed, folder: Path | None) -> SenderProfile:
    checks = ErrorCollector()
    logo = checks.part("logo", lambda: logo_url(typed.get("logo", ""), folder))
    if not any(path.startswith("bank_accounts[") for path in typed):
        checks.add(Required("A bank account"), "bank_accounts")
    allowed = {"back_dating": _yes_or_no(checks, typed, "back_dating")}
    given = {**_PROFILE_DEFAULTS, **typed, **allowed}
    profile = checks.whole(lambda: read_profile(given, f"sender-{typed.get('key')}", _UNDATED))
    checks.expect_none()
    return SenderProfile.model_validate(profile).model_copy(update={"logo": logo})


def _customer(typed: Typed) -> Customer:
    checks = ErrorCollector()
    given = {**typed, "po_required": _yes_or_no(checks, typed, "po_required")}
    if sender := typed.get("defaults.sender", ""):
        given["defaults.sender_profile_id"] = f"sender-{sender}"
    customer = checks.whole(lambda: read_customer(given, f"customer-{typed.get('key')}"))
    checks.expect_none()
    return Customer.model_validate(customer)
