"""`jupiter access`: who looked at settings and bank details, and who was refused."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop
from jupiter_core.domain.settings_look import CountedLooks


def access(
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    person: Annotated[str, typer.Option(help="Only of this Slack user id.")] = "",
    thing: Annotated[
        str, typer.Option(help="Only of this button, form, command or route, as it is printed.")
    ] = "",
    since: Annotated[
        str, typer.Option(help="Only from this day on (YYYY-MM-DD, by UTC), or this moment.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON Lines.")] = False,
) -> None:
    """Prints who looked at settings and bank details, and who was refused.

    The newest hour first, a line for a person, a thing and an hour, with how often. Kept for
    SETTINGS_LOOK_RETENTION_DAYS; `jupiter verify` proves that nothing else removed or changed one.
    """
    from_when, count = _moment(since), 0
    looks = application().database.settings_looks
    for each in looks.found(workspace, person=person, what=thing, since=from_when):
        typer.echo(_json(each) if as_json else _line(each))
        count += 1
    if not as_json:
        typer.echo(f"{count:,} found." if count else "Nobody looked.", err=True)


def _moment(said: str) -> datetime | None:
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        stop(f"--since {said} is neither a day nor a moment. Use 2026-03-01 or 2026-03-01T09:00Z.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _line(looks: CountedLooks) -> str:
    look, first = looks.look, looks.first_at.astimezone(UTC)
    last = looks.last_at.astimezone(UTC)
    until = "" if looks.times == 1 else f"–{last:%H:%M}"
    times = "" if looks.times == 1 else f"{looks.times:,} times"
    key = f"key {look.key}" if look.key else ""
    refused = f"refused: {look.refusal}" if look.refusal else ""
    when = f"{first:%Y-%m-%d %H:%M}{until} UTC"
    parts = (when, look.person, look.what, times, key, refused)
    return "  ".join(part for part in parts if part)


def _json(looks: CountedLooks) -> str:
    look = looks.look
    said: dict[str, object] = {
        "person": look.person,
        "what": look.what,
        "key": look.key or None,
        "refusal": look.refusal or None,
        "first_at": looks.first_at.astimezone(UTC).isoformat(),
        "last_at": looks.last_at.astimezone(UTC).isoformat(),
        "times": looks.times,
    }
    return json.dumps(said, ensure_ascii=False)
