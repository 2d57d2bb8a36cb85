"""`jupiter doctor`: whether everything that an installation needs works, a line each."""

from typing import Annotated

import typer

from bot.cli.terminal import stop
from bot.doctor.blocks import SECONDS, blocks, drawn_in_the_demo
from bot.doctor.channels import channels
from bot.doctor.checks import Check, Wrong, examined
from bot.doctor.database import schema, word_index, writable
from bot.doctor.given import Given, settings_check, settings_given
from bot.doctor.outside import fonts, mail, public_address
from bot.doctor.ports import ports
from bot.doctor.slack import clock, scopes, token
from bot.logs.setting_up import set_up_logging
from bot.main import Application
from bot.system import SystemClock

SLACK = frozenset({"SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_API_URL"})
DATABASE = frozenset({"DATABASE_URL"})
PORTS = frozenset({"HOST", "PORT", "METRICS_HOST", "METRICS_PORT"})
KEYS = frozenset({"SECRET_KEY", "AUDIT_KEY"})


def doctor(
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Leaves out the blocks, for which a deal is played here."),
    ] = False,
) -> None:
    """Looks whether everything here works together: settings, database, Slack, mail.

    Nothing is changed or sent. The exit code is 1 where something is wrong.
    """
    set_up_logging("CRITICAL")
    try:
        given = settings_given()
    except Wrong as wrong:
        stop(str(wrong), code=1)
    is_wrong = False
    for finding in examined(checks(given, quick=quick), given.wrong):
        typer.echo(finding.line)
        is_wrong = is_wrong or finding.wrong
    typer.echo("Something is wrong." if is_wrong else "All is well.")
    if is_wrong:
        raise typer.Exit(1)


def checks(given: Given, *, quick: bool) -> list[Check]:
    """All that is looked at, in order."""
    application = Application(given.settings, SystemClock())
    settings = given.settings
    now = application.clock.now
    last = Check("Blocks", lambda: blocks(application, drawn_in_the_demo), SLACK, SECONDS)
    mail_settings = frozenset({"SMTP_URL", "MAIL_FROM"})
    return [
        Check("Settings", lambda: settings_check(given, application)),
        Check("Ports", lambda: ports(application), PORTS),
        Check("Tables", lambda: schema(application), DATABASE),
        Check("Word index", lambda: word_index(settings), DATABASE),
        Check("Database", lambda: writable(application), DATABASE | KEYS),
        Check("Slack token", lambda: token(application), SLACK | {"SLACK_APP_TOKEN"}),
        Check("Scopes", lambda: scopes(application), SLACK),
        Check("Channels", lambda: channels(application), SLACK | DATABASE | KEYS),
        Check("Clock", lambda: clock(application, now), SLACK),
        Check("Public address", lambda: public_address(settings), frozenset({"PUBLIC_URL"})),
        Check("Mail", lambda: mail(application), mail_settings),
        Check("Fonts", lambda: fonts(settings), frozenset({"EXTRA_FONTS"})),
        *([] if quick else [last]),
    ]
