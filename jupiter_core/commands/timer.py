"""All that the timer does in one workspace, in its order: bring, issue, expire, remind, tell."""

from collections.abc import Callable
from typing import NamedTuple

from jupiter_core.commands.aging_digest import digest_due, post_digest
from jupiter_core.commands.approval_reminding import remind_approvers, waiting_for_approval
from jupiter_core.commands.bank_details import (
    profiles_with_due_accounts,
    take_accounts_into_use,
)
from jupiter_core.commands.credit import contracts_with_expired_credits, expire_credits
from jupiter_core.commands.delegation import delegations_to_follow, follow_delegation
from jupiter_core.commands.hearing import keyless_endpoints
from jupiter_core.commands.held_change import forget_expired_changes, with_expired_changes
from jupiter_core.commands.identity import profiles_with_due_names, take_name_into_use
from jupiter_core.commands.index_value import ask_for_index, contracts_asking_for_an_index
from jupiter_core.commands.issue import invoices_to_issue, issue_by_timer
from jupiter_core.commands.milestones import tell_expected_milestones, with_overdue_milestones
from jupiter_core.commands.overdue import past_due, tell_overdue
from jupiter_core.commands.purchase_order import expiring_orders, tell_expiring_order
from jupiter_core.commands.reminding import remind, waiting_for_reminders
from jupiter_core.commands.renewal import contracts_to_renew, propose_renewal
from jupiter_core.commands.scheduled_invoices import contracts_to_bring, generate_due_invoices
from jupiter_core.commands.upload_reminding import remind_of_upload, uploads_waiting
from jupiter_core.commands.webhook_delivery import switch_off_keyless
from jupiter_core.ports import UnitOfWork


class ScheduledTask(NamedTuple):
    """One kind of work. `waiting` names the contracts or invoices that it may be due for; `work`
    does it for one of them, if it still is, and says how many things it did.

    Each in a transaction of its own: what is wrong with one holds up none of the others, and a
    long catching-up never keeps people from writing.
    """

    waiting: Callable[[UnitOfWork], list[str]]
    work: Callable[[UnitOfWork, str], int]


SCHEDULED_TASKS = (
    ScheduledTask(profiles_with_due_accounts, take_accounts_into_use),
    ScheduledTask(profiles_with_due_names, take_name_into_use),
    ScheduledTask(contracts_to_bring, generate_due_invoices),
    ScheduledTask(invoices_to_issue, issue_by_timer),
    ScheduledTask(contracts_with_expired_credits, expire_credits),
    ScheduledTask(past_due, tell_overdue),
    ScheduledTask(waiting_for_reminders, remind),
    ScheduledTask(uploads_waiting, remind_of_upload),
    ScheduledTask(delegations_to_follow, follow_delegation),
    ScheduledTask(waiting_for_approval, remind_approvers),
    ScheduledTask(contracts_to_renew, propose_renewal),
    ScheduledTask(contracts_asking_for_an_index, ask_for_index),
    ScheduledTask(with_overdue_milestones, tell_expected_milestones),
    ScheduledTask(expiring_orders, tell_expiring_order),
    ScheduledTask(with_expired_changes, forget_expired_changes),
    ScheduledTask(keyless_endpoints, switch_off_keyless),
    ScheduledTask(digest_due, post_digest),
)


def tick(uow: UnitOfWork) -> int:
    """All of it at once; run again, or in two processes, it finds nothing to do."""
    return sum(each.work(uow, one) for each in SCHEDULED_TASKS for one in each.waiting(uow))
