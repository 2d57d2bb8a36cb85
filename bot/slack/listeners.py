"""All listeners, in one place: what the manifests promise and what the buttons need."""

from slack_bolt import App

from bot.slack import (
    aging,
    approval,
    asking,
    audit,
    away,
    deliveries,
    desk,
    desk_review,
    desk_several,
    directory_events,
    events_wait,
    exports,
    finding,
    group_events,
    helping,
    home,
    leaving,
    mail_status,
    moving,
    reminders,
    unexpected,
)
from bot.slack import command as invoice_command
from bot.slack import shorthand as quick
from bot.slack.bank_statement import dropped as statement_files
from bot.slack.bank_statement import entries as statement_entries
from bot.slack.context import SlackContext
from bot.slack.contract import actions as contract_actions
from bot.slack.contract import modal as contract_modal
from bot.slack.contract import modal_calendar as contract_builder_calendar
from bot.slack.contract import modal_lines as contract_builder_lines
from bot.slack.contract import modal_schedule as contract_builder_schedule
from bot.slack.contract import view as contract_view
from bot.slack.imports import dry_run as import_dry_runs
from bot.slack.installations import ending
from bot.slack.installed import Installed, nowhere
from bot.slack.installed import register as register_installed
from bot.slack.invoice import actions as invoice_actions
from bot.slack.invoice import modal as builder
from bot.slack.invoice import modal_customer as builder_customer
from bot.slack.invoice import modal_lines as builder_lines
from bot.slack.invoice import pasting as builder_pasting
from bot.slack.invoice import unfurls
from bot.slack.setup import listeners as setup


def register(app: App, ctx: SlackContext, installed: Installed = nowhere) -> None:
    """Hangs every listener into the app, for the teams where it is `installed`."""
    register_installed(app, installed)
    events_wait.register(app, ctx)
    nouns = (
        invoice_command,
        builder,
        builder_lines,
        builder_pasting,
        builder_customer,
        approval,
        invoice_actions,
        contract_modal,
        contract_builder_lines,
        contract_builder_schedule,
        contract_builder_calendar,
        contract_actions,
        contract_view,
        deliveries,
        moving,
        unfurls,
        finding,
        import_dry_runs,
        statement_entries,
        helping,
        asking,
        quick,
        home,
        ending,
        leaving,
        group_events,
        directory_events,
        reminders,
        aging,
        mail_status,
        audit,
        desk,
        away,
        desk_review,
        desk_several,
        exports,
        setup,
    )
    for noun in nouns:
        noun.register(app, ctx)
    statement_files.register(app, ctx, import_dry_runs.answered)
    unexpected.register(app)
