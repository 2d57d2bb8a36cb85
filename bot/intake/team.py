"""What was typed of the team, in the form or in a file, into a command."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from bot.intake.errors import ErrorCollector
from bot.intake.notation.amounts import short_money_of
from bot.intake.party import Typed
from bot.intake.refusals import NotAmong
from jupiter_core.commands.team import Rhythm, SaveTeam
from jupiter_core.domain.approval import ApprovalPolicy, ApprovalRule
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.refusals import InvalidAmount, InvalidNumber, OutOfRange, Required
from jupiter_core.domain.text import line_of

AmountOf = Callable[[str, str], Money]
"""Reads an amount that is in a currency."""

MOST_APPROVALS = 5
MOST_RULES = 10
MOST_PEOPLE = 100
MOST_GROUPS = 10
RHYTHM = {
    "issue_lead_days": ("Show a contract's invoice (days before issue)", 0, 90),
    "po_reminder_first_days": ("First PO reminder (days after issue)", 1, 90),
    "po_reminder_every_days": ("Repeat every (days)", 1, 90),
    "approval_reminder_days": ("Remind approvers after (business days, 0 for never)", 0, 30),
    "approval_escalation_days": ("Tell admins after (business days, 0 for never)", 0, 90),
    "renewal_notice_days": ("Propose a contract's renewal (days before its end)", 1, 365),
}
"""Label, least and most of each number of days."""
CONSENT = {
    "bank_confirmations": ("Approvers needed to confirm new bank details", 2, 5),
    "bank_delay_hours": ("Hours before confirmed bank details take effect", 0, 168),
    "appointment_days": (
        "Days before a new approver can confirm proposals by whoever appointed them",
        1,
        90,
    ),
}
"""The same of how bank details change, in the names of `ApprovalPolicy`."""


STATEMENT_BOOKING = {
    "by_hand": "A person books every payment",
    "certain": "What is certain is booked at once",
}
"""What becomes of the payments on a bank statement: values and labels."""
SHARED_CHANNELS = {
    "allowed": "Allowed, with a warning",
    "forbidden": "Not allowed",
}
"""Whether a deal may be in a channel that another organisation reads: values and labels."""


def exact_amount_of(typed: str, currency: str) -> Money:
    """An amount as a file has it: digits, whose thousands commas may group.

    Raises InvalidAmount, TooManyDecimals or AmountTooLarge.
    """
    amount = typed.replace(",", "")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", amount):
        raise InvalidAmount(typed)
    return Money.of(amount, currency)


def read_team(typed: Typed, amount_of: AmountOf = short_money_of) -> SaveTeam:
    """From flat text; people are a line each. `amount_of` reads a text in a currency, as a
    person writes it unless the caller says otherwise. Raises ValidationErrors."""
    checks = ErrorCollector()
    approvers, drafters = (_people(checks, typed, name) for name in ("approvers", "drafters"))
    receivables = _people(checks, typed, "receivables") if "receivables" in typed else None
    groups = _groups(checks, typed)
    if not (approvers or groups):
        checks.add(Required("At least one approver"), "approvers")
    approvals = checks.part("approvals", lambda: _approvals_of(typed.get("approvals", "")))
    rules = [each for each in _rules(checks, typed, amount_of) if each]
    rhythm = {name: _count_of(checks, typed, name, RHYTHM) for name in RHYTHM}
    consent = {name: _count_of(checks, typed, name, CONSENT) for name in CONSENT}
    said = "readers" in typed
    plan = checks.part("plan", lambda: _is_free(typed["plan"])) if "plan" in typed else None
    readers = checks.part("readers", lambda: _readers(typed["readers"])) if said else None
    channel = checks.part("finance_channel", lambda: _channel_of(typed.get("finance_channel")))
    shared = _said_of_shared(checks, typed)
    booked = _said_of_booking(checks, typed)
    checks.expect_none()
    return SaveTeam(
        policy=ApprovalPolicy(
            approvers=approvers,
            groups=groups,
            approvals=approvals or 1,
            rules=tuple(rules),
            account_in_currency=typed.get("account_in_currency", "") == "true",
            **{name: count for name, count in consent.items() if count is not None},
        ),
        drafters=drafters,
        receivables=receivables,
        rhythm=Rhythm(**rhythm),
        free_plan=plan,
        readers=readers,
        finance_channel=channel,
        shared_channels=shared,
        book_certain=booked,
        keeps_groups="groups" not in typed,
    )


def _people(checks: ErrorCollector, typed: Typed, name: str) -> tuple[str, ...]:
    """Each once, and no more of them than a form can show."""
    people = tuple(dict.fromkeys(typed.get(name, "").split()))
    if len(people) > MOST_PEOPLE:
        checks.add(OutOfRange("The number of people", "0", str(MOST_PEOPLE)), name)
    return people


def _groups(checks: ErrorCollector, typed: Typed) -> tuple[ApproverGroup, ...]:
    """By their ids in Slack; who is in them is for Slack to say."""
    ids = dict.fromkeys(typed.get("groups", "").split())
    if len(ids) > MOST_GROUPS:
        checks.add(OutOfRange("The number of groups", "0", str(MOST_GROUPS)), "groups")
    for each in ids:
        if not re.fullmatch(r"S[A-Z0-9]{2,20}", each):
            checks.add(NotAmong(each[:40], "a user group's id, as in S0123456789"), "groups")
    return tuple(ApproverGroup(id=each) for each in ids)


def _rules(checks: ErrorCollector, typed: Typed, amount_of: AmountOf) -> list[ApprovalRule | None]:
    prefixes = [*_prefixes(typed, "rules")]
    if len(prefixes) > MOST_RULES:
        checks.add(OutOfRange("The number of rules", "0", str(MOST_RULES)), "rules")
    return [_rule(checks.within(prefix), typed, prefix, amount_of) for prefix in prefixes]


def _prefixes(typed: Typed, name: str) -> Iterator[str]:
    """Of a list's items: `rules[0].`, `rules[1].`, …"""
    for n in itertools.count():
        prefix = f"{name}[{n}]."
        if not any(path.startswith(prefix) for path in typed):
            return
        yield prefix


def _rule(
    checks: ErrorCollector, typed: Typed, prefix: str, amount_of: AmountOf
) -> ApprovalRule | None:
    amount = typed.get(f"{prefix}at_least", "").strip()
    currency = typed.get(f"{prefix}currency", "")
    approvals = typed.get(f"{prefix}approvals", "")
    if not (amount or currency.strip() or approvals.strip()):
        return None
    code = checks.part("currency", lambda: _currency_of(currency))
    money = checks.part("at_least", lambda: _least_of(amount, code or "USD", amount_of))
    count = checks.part("approvals", lambda: _approvals_of(approvals))
    if code is None or money is None or count is None:
        return None
    return ApprovalRule(
        at_least=money,
        currency=code,
        approvals=count,
        sender_profile_id=typed.get(f"{prefix}sender", "").strip(),
    )


def _currency_of(typed: str) -> str:
    return known_currency(line_of(typed, "Currency", 3, required=True))


def _least_of(typed: str, currency: str, amount_of: AmountOf) -> Decimal:
    amount = amount_of(line_of(typed, "Amount", 30, required=True), currency)
    if amount.minor < 0:
        raise InvalidAmount(typed)
    return amount.decimal


def _approvals_of(typed: str) -> int:
    return _number_of(typed, "The number of approvals", 1, MOST_APPROVALS, named="Approvals")


def _count_of(
    checks: ErrorCollector, typed: Typed, name: str, bounds: Mapping[str, tuple[str, int, int]]
) -> int | None:
    """A number of days, hours or people, where one is said."""
    if name not in typed:
        return None
    return checks.part(name, lambda: _number_of(typed[name], *bounds[name]))


def _number_of(typed: str, label: str, least: int, most: int, *, named: str = "") -> int:
    """`named` is what its bounds are said of, where that is not the label."""
    text = line_of(typed, label, 5, required=True)
    if not (text.isascii() and text.isdigit()):
        raise InvalidNumber(text)
    if not least <= int(text) <= most:
        raise OutOfRange(named or label, str(least), str(most))
    return int(text)


def _channel_of(typed: str | None) -> str | None:
    """A channel's id; None where nothing is said of it."""
    if typed is None:
        return None
    channel = line_of(typed, "Finance channel", 20)
    if channel and not re.fullmatch(r"[CG][A-Z0-9]+", channel):
        raise NotAmong(channel, "a channel's id, as in C0123456789")
    return channel


def _said_of_shared(checks: ErrorCollector, typed: Typed) -> bool | None:
    """None where nothing is said of it."""
    if "shared_channels" not in typed:
        return None
    return checks.part("shared_channels", lambda: _is_allowed(typed["shared_channels"]))


def _said_of_booking(checks: ErrorCollector, typed: Typed) -> bool | None:
    """None where nothing is said of it."""
    if "statement_booking" not in typed:
        return None
    return checks.part("statement_booking", lambda: _is_certain(typed["statement_booking"]))


def _is_certain(typed: str) -> bool:
    if typed not in STATEMENT_BOOKING:
        raise NotAmong(typed, ", ".join(STATEMENT_BOOKING))
    return typed == "certain"


def _is_allowed(typed: str) -> bool:
    if typed not in SHARED_CHANNELS:
        raise NotAmong(typed, ", ".join(SHARED_CHANNELS))
    return typed == "allowed"


def _is_free(typed: str) -> bool:
    if typed not in {"free", "paid"}:
        raise NotAmong(typed, "free, paid")
    return typed == "free"


def _readers(typed: str) -> Readers:
    if typed not in tuple(Readers):
        raise NotAmong(typed, ", ".join(Readers))
    return Readers(typed)
