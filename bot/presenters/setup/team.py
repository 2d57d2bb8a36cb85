"""The form of the team: who approves, how many it takes, who may draft."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.presenters.blocks import Block, field, header, modal, option, select
from bot.presenters.setup.checks import Checks
from bot.presenters.setup.choices import CURRENCY, currency_field_option, search_select
from bot.presenters.setup.fields import TYPED, line_field
from bot.presenters.setup.reading import Typed, items
from bot.presenters.setup.refusals import NotAmong
from bot.presenters.setup.seen import Facts
from bot.presenters.setup.typed import typed_of
from jupiter_core.commands.team import Rhythm, SaveTeam
from jupiter_core.domain.approval import ApprovalPolicy, ApprovalRule
from jupiter_core.domain.money import Money, known_currency
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.refusals import InvalidAmount, InvalidNumber, OutOfRange, Required
from jupiter_core.domain.text import line_of
from jupiter_core.domain.workspace import Workspace

TEAM_SAVED = "setup_team_saved"
MOST_APPROVALS = 5
MOST_RULES = 10
MOST_PEOPLE = 100
RHYTHM = {
    "issue_lead_days": ("Days that a contract's invoice is shown before its issue", 0, 90),
    "po_reminder_first_days": ("Days after issue until a missing PO is asked for", 1, 90),
    "po_reminder_every_days": ("Days until it is asked for again", 1, 90),
}
"""Label, least and most of each number of days."""
CONSENT = {
    "bank_confirmations": ("Approvers who confirm new bank details", 2, 5),
    "bank_delay_hours": ("Hours until confirmed bank details are in use", 0, 168),
    "appointment_days": (
        "Days until a new approver confirms what is proposed by who made them",
        1,
        90,
    ),
}
"""The same of how bank details change, in the names of `ApprovalPolicy`."""


def team_view(workspace: Workspace, *, metadata: str) -> Block:
    """The rules that there are, and an empty one."""
    policy = workspace.policy
    rules: list[ApprovalRule | None] = [*policy.rules]
    rules += [None] * (len(rules) < MOST_RULES)
    return modal(
        "Team",
        [
            field("approvers", "Approvers", _people_field(policy.approvers)),
            line_field("approvals", "Approvals an invoice needs", str(policy.approvals)),
            header("Larger amounts"),
            *(block for n, rule in enumerate(rules) for block in _rule_fields(n, rule)),
            header("Bank details"),
            *(
                line_field(name, label, str(getattr(policy, name)))
                for name, (label, _, _) in CONSENT.items()
            ),
            header("Drafting"),
            field(
                "drafters",
                "Who may draft invoices",
                _people_field(workspace.drafters),
                optional=True,
                hint="Leave it empty to let every full member.",
            ),
            field("readers", "Who may read invoices", _readers_field(workspace.readers)),
            header("Finance"),
            _channel_field(workspace.finance_channel),
            header("The timer"),
            *(
                line_field(name, label, str(getattr(workspace, name)))
                for name, (label, _, _) in RHYTHM.items()
            ),
        ],
        callback_id=TEAM_SAVED,
        submit="Save",
        close="Cancel",
        private_metadata=metadata,
    )


def parse_team(values: dict[str, dict[str, Any]]) -> SaveTeam:
    """From the submitted view's `state.values`. Raises Mistakes, each at its block's id."""
    return read_team(typed_of(values))


def read_team(typed: Typed) -> SaveTeam:
    """From flat text; people are a line each. Raises Mistakes."""
    checks = Checks()
    approvers, drafters = (_people(checks, typed, name) for name in ("approvers", "drafters"))
    if not approvers:
        checks.add(Required("At least one approver"), "approvers")
    approvals = checks.part("approvals", lambda: _approvals_of(typed.get("approvals", "")))
    rules = [each for each in _rules(checks, typed) if each]
    rhythm = {name: _count_of(checks, typed, name, RHYTHM) for name in RHYTHM}
    consent = {name: _count_of(checks, typed, name, CONSENT) for name in CONSENT}
    said = "readers" in typed
    plan = checks.part("plan", lambda: _is_free(typed["plan"])) if "plan" in typed else None
    readers = checks.part("readers", lambda: _readers(typed["readers"])) if said else None
    channel = checks.part("finance_channel", lambda: _channel_of(typed.get("finance_channel")))
    checks.expect_none()
    return SaveTeam(
        policy=ApprovalPolicy(
            approvers=approvers,
            approvals=approvals or 1,
            rules=tuple(rules),
            **{name: count for name, count in consent.items() if count is not None},
        ),
        drafters=drafters,
        rhythm=Rhythm(**rhythm),
        free_plan=plan,
        readers=readers,
        finance_channel=channel,
    )


def team_facts(workspace: Workspace) -> Facts:
    policy = workspace.policy
    rules = (f"{each.at_least} {each.currency}: {each.approvals}" for each in policy.rules)
    return {
        "the approvers": ", ".join(policy.approvers),
        "the approvals needed": str(policy.approvals),
        "the rules for larger amounts": ", ".join(rules),
        "who may draft": ", ".join(workspace.drafters),
        "who may read": workspace.readers.words,
        "how bank details change": ", ".join(str(getattr(policy, name)) for name in CONSENT),
        "the finance channel": workspace.finance_channel,
        "the timer": ", ".join(str(getattr(workspace, name)) for name in RHYTHM),
    }


def _people(checks: Checks, typed: Typed, name: str) -> tuple[str, ...]:
    """Each once, and no more of them than a form can show."""
    people = tuple(dict.fromkeys(typed.get(name, "").split()))
    if len(people) > MOST_PEOPLE:
        checks.add(OutOfRange("The number of people", "0", str(MOST_PEOPLE)), name)
    return people


def _rules(checks: Checks, typed: Typed) -> list[ApprovalRule | None]:
    prefixes = [*items(typed, "rules")]
    if len(prefixes) > MOST_RULES:
        checks.add(OutOfRange("The number of rules", "0", str(MOST_RULES)), "rules")
    return [_rule(checks.within(prefix), typed, prefix) for prefix in prefixes]


def _rule(checks: Checks, typed: Typed, prefix: str) -> ApprovalRule | None:
    amount = typed.get(f"{prefix}at_least", "").strip()
    currency = typed.get(f"{prefix}currency", "")
    approvals = typed.get(f"{prefix}approvals", "")
    if not (amount or currency.strip() or approvals.strip()):
        return None
    code = checks.part("currency", lambda: _currency_of(currency))
    money = checks.part("at_least", lambda: _amount_of(amount, code or "USD"))
    count = checks.part("approvals", lambda: _approvals_of(approvals))
    if code is None or money is None or count is None:
        return None
    return ApprovalRule(at_least=money, currency=code, approvals=count)


def _currency_of(typed: str) -> str:
    return known_currency(line_of(typed, "Currency", 3, required=True))


def _amount_of(typed: str, currency: str) -> Decimal:
    amount = line_of(typed, "Amount", 30, required=True).replace(",", "")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", amount):
        raise InvalidAmount(typed)
    return Money.of(amount, currency).decimal


def _approvals_of(typed: str) -> int:
    text = line_of(typed, "The number of approvals", 5, required=True)
    if not (text.isascii() and text.isdigit()):
        raise InvalidNumber(text)
    if not 1 <= int(text) <= MOST_APPROVALS:
        raise OutOfRange("Approvals", "1", str(MOST_APPROVALS))
    return int(text)


def _count_of(
    checks: Checks, typed: Typed, name: str, bounds: Mapping[str, tuple[str, int, int]]
) -> int | None:
    """A number of days, hours or people, where one is said."""
    if name not in typed:
        return None
    label, least, most = bounds[name]

    def count() -> int:
        text = line_of(typed[name], label, 5, required=True)
        if not (text.isascii() and text.isdigit()):
            raise InvalidNumber(text)
        if not least <= int(text) <= most:
            raise OutOfRange(label, str(least), str(most))
        return int(text)

    return checks.part(name, count)


def _channel_of(typed: str | None) -> str | None:
    """A channel's id; None where nothing is said of it."""
    if typed is None:
        return None
    channel = line_of(typed, "Finance channel", 20)
    if channel and not re.fullmatch(r"[CG][A-Z0-9]+", channel):
        raise NotAmong(channel, "a channel's id, as in C0123456789")
    return channel


def _is_free(typed: str) -> bool:
    if typed not in {"free", "paid"}:
        raise NotAmong(typed, "free, paid")
    return typed == "free"


def _readers(typed: str) -> Readers:
    if typed not in tuple(Readers):
        raise NotAmong(typed, ", ".join(Readers))
    return Readers(typed)


def _readers_field(chosen: Readers) -> Block:
    options = [option(each.words.capitalize(), each.value) for each in Readers]
    return select(TYPED, options, initial=chosen.value)


def _people_field(chosen: tuple[str, ...]) -> Block:
    made: Block = {
        "type": "multi_users_select",
        "action_id": TYPED,
        "max_selected_items": MOST_PEOPLE,
    }
    return {**made, "initial_users": list(chosen)} if chosen else made


def _channel_field(chosen: str) -> Block:
    made: Block = {
        "type": "conversations_select",
        "action_id": TYPED,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return field(
        "finance_channel",
        "Finance channel",
        {**made, "initial_conversation": chosen} if chosen else made,
        optional=True,
        hint="Gets the anchors of the audit log, which prove that nothing was rewritten.",
    )


def _rule_fields(n: int, rule: ApprovalRule | None) -> list[Block]:
    chosen = currency_field_option(rule.currency if rule else "")
    amount = f"{rule.at_least:f}" if rule else ""
    count = str(rule.approvals) if rule else ""
    return [
        line_field(f"rules[{n}].at_least", "From this total upwards", amount, optional=True),
        field(
            f"rules[{n}].currency",
            "Currency",
            search_select(CURRENCY, chosen, "Type to search"),
            optional=True,
        ),
        line_field(f"rules[{n}].approvals", "this many have to approve", count, optional=True),
    ]
