"""Deeds about bank statements: a file that is shared, and what is decided about its entries."""

from bot.simulator.delivery import Payload
from bot.slack.views.imports import DryRun
from jupiter_core.domain.importing import ImportKind
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    Action,
    Before,
    Value,
    changes,
    opened,
    pressed_after,
    pressed_in_view,
    shows,
    submitted,
    then,
)
from tests.attacks.roles.actions_desk import in_home
from tests.attacks.roles.files import COLUMNS, CUSTOMERS, STATEMENT
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import KIND, Kind
from tests.attacks.roles.stage import Stage
from tests.factories import DEAL_CHANNEL, WORKSPACE, a_euro_bank

WHO = "receivables"


def _shared(by: Kind, file_id: str) -> Payload:
    return payloads.event(
        by, type="file_shared", channel_id=DEAL_CHANNEL, file_id=file_id, user_id=by.user
    )


def _finance(stage: Stage) -> None:
    """The channel is finance's, and the account in dollars is one entity's."""
    with stage.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"finance_channel": DEAL_CHANNEL}))
        other = uow.sender_profiles.get("sender-eu")
        uow.sender_profiles.save(other.model_copy(update={"bank_accounts": (a_euro_bank(),)}))


def _dropped(file_id: str) -> Before:
    def share(stage: Stage) -> None:
        stage.send(_shared(KIND[WHO], file_id))

    return then(_finance, share)


STATED = _dropped(STATEMENT)
"""A payment that pays the issued invoice, and interest."""


def _entry(stage: Stage) -> str:
    """The payment."""
    return min(each.id for each in stage.store.tables.bank_entries.values())


def _choice(action_id: str) -> Value:
    return lambda stage: f"{action_id}:{_entry(stage)}"


def _form(action_id: str, form: str) -> Action:
    return pressed_after(STATED, action_id, _entry, Done(shows=f"open {form}", says="JUS-000001"))


def _searched(stage: Stage, by: Kind) -> Payload:
    return payloads.search(by, stage.top, "entry_invoices", "acme")


def _dry_run(_stage: Stage) -> str:
    return str(DryRun(CUSTOMERS, ImportKind.CUSTOMERS))


DEEDS = (
    Action(
        "event file_shared",
        lambda _stage, by: _shared(by, STATEMENT),
        Done(changes=("statements", "bank_entries", "letters")),
        _finance,
    ),
    Action(
        "event file_shared · a CSV file",
        lambda _stage, by: _shared(by, COLUMNS),
        Done(shows="message", says="bank.csv"),
        _finance,
    ),
    Action(
        "event file_shared · another system's file",
        lambda _stage, by: _shared(by, CUSTOMERS),
        Done(shows="message", says="customers.csv"),
        _finance,
    ),
    pressed_after(_finance, "import_new", _dry_run, changes("customers")),
    pressed_after(_finance, "import_all", _dry_run, changes("customers")),
    pressed_after(_finance, "import_how", _dry_run, shows("open import_form")),
    submitted(
        "import_form",
        then(_finance, opened("approver", "import_how", _dry_run)),
        Done(says="customers.csv"),
        country="DE",
    ),
    pressed_after(_finance, "statement_columns", lambda _: COLUMNS, shows("update statement_form")),
    submitted(
        "statement_form",
        then(_finance, opened(WHO, "statement_columns", lambda _: COLUMNS)),
        changes("statements", "bank_entries", "statement_columns"),
        decimal=payloads.option("."),
        dates=payloads.option("mdy"),
        account=payloads.option("000123456789"),
    ),
    _form("entry_book", "entry_book_form"),
    _form("entry_choose", "entry_book_form"),
    _form("entry_ignore", "entry_ignore_form"),
    in_home(
        "entry_show_all",
        lambda _: "",
        Done(shows="open entries_waiting", says="JUS-000001"),
        before=STATED,
    ),
    pressed_in_view(
        "entry_row",
        then(STATED, lambda stage: stage.send(payloads.in_home(KIND[WHO], "entry_show_all"))),
        Done(shows="push entry_ignore_form", says="JUS-000001"),
        _choice("entry_ignore"),
    ),
    Action(
        "options entry_invoices",
        _searched,
        Done(shows="options", says="Acme"),
        then(STATED, opened(WHO, "entry_choose", _entry)),
    ),
    submitted(
        "entry_book_form",
        then(STATED, opened(WHO, "entry_book", _entry)),
        changes("bank_entries", "payments", "invoices"),
    ),
    submitted(
        "entry_ignore_form",
        then(STATED, opened(WHO, "entry_ignore", _entry)),
        changes("bank_entries"),
        reason="Ours",
    ),
)
