"""The form of the team: who approves, how many it takes, who may draft."""

from collections.abc import Sequence

from bot.intake.team import (
    CONSENT,
    MOST_GROUPS,
    MOST_PEOPLE,
    MOST_RULES,
    RHYTHM,
    SHARED_CHANNELS,
    STATEMENT_BOOKING,
)
from bot.slack.views.blocks import Block, field, header, modal, option, select
from bot.slack.views.setup.choices import CURRENCY, MOST, currency_field_option, search_select
from bot.slack.views.setup.fields import TYPED, line_field, ticked
from bot.slack.views.setup.opened import Facts
from jupiter_core.domain.approval import ApprovalPolicy, ApprovalRule
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.workspace import Workspace

TEAM_SAVED = "setup_team_saved"
_EMPTY_RULES = 3
"""Each save is one proposal, so that several thresholds are set at once."""
_GROUPS_HINT = (
    "All members may approve. Whoever can edit the group in Slack decides who that is; approvers "
    "and admins are told of each change."
)


def team_view(
    workspace: Workspace,
    *,
    metadata: str,
    entities: Sequence[SenderProfile] = (),
    groups: Sequence[ApproverGroup] = (),
) -> Block:
    """The rules that there are, and some empty ones; where there are several legal entities, a rule
    may be of one of them. `groups` are the user groups that may approve."""
    policy = workspace.policy
    rules: list[ApprovalRule | None] = [*policy.rules]
    rules += [None] * min(_EMPTY_RULES, MOST_RULES - len(rules))
    return modal(
        "Team",
        [
            field(
                "approvers",
                "Approvers",
                _people_field(policy.approvers),
                optional=bool(groups),
            ),
            *_groups_field(policy.groups, groups),
            line_field("approvals", "Approvals an invoice needs", str(policy.approvals)),
            header("Larger amounts"),
            *(block for n, rule in enumerate(rules) for block in _rule_fields(n, rule, entities)),
            header("Bank details"),
            *(
                line_field(name, label, str(getattr(policy, name)))
                for name, (label, _, _) in CONSENT.items()
            ),
            _currency_of_account(policy),
            header("Drafting"),
            _drafters_field(workspace.drafters),
            field("readers", "Who may read invoices", _readers_field(workspace.readers)),
            field("shared_channels", "Deals in shared channels", _shared_field(workspace)),
            header("Finance"),
            _receivables_field(workspace.receivables),
            _channel_field(workspace.finance_channel),
            field("statement_booking", "Bank statements", _booking_field(workspace)),
            header("Reminders"),
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


def _currency_of_account(policy: ApprovalPolicy) -> Block:
    words = "Only bill in a currency that the legal entity has a bank account in"
    box = ticked(words, policy.account_in_currency)
    return field("account_in_currency", "Currency of the account", box, optional=True)


def _drafters_field(chosen: tuple[str, ...]) -> Block:
    return field(
        "drafters",
        "Who may draft invoices",
        _people_field(chosen),
        optional=True,
        hint="Leave empty to allow every full member.",
    )


def _receivables_field(chosen: tuple[str, ...]) -> Block:
    return field(
        "receivables",
        "Accounts receivable",
        _people_field(chosen),
        optional=True,
        hint="They record, reverse and refund payments, as approvers do, and approve nothing. A "
        "second person confirms who joins.",
    )


def team_facts(workspace: Workspace) -> Facts:
    """What the form shows, by the labels in which a refusal names it."""
    policy = workspace.policy
    rules = (
        f"{each.currency} {each.at_least} {each.sender_profile_id}: {each.approvals}"
        for each in policy.rules
    )
    return {
        "the approvers": ", ".join(policy.approvers),
        "the approver groups": ", ".join(each.title for each in policy.groups),
        "the approvals needed": str(policy.approvals),
        "the rules for larger amounts": ", ".join(rules),
        "the currency of the account": "yes" if policy.account_in_currency else "no",
        "who may draft": ", ".join(workspace.drafters),
        "accounts receivable": ", ".join(workspace.receivables),
        "who may read": workspace.readers.words,
        "how bank details change": ", ".join(str(getattr(policy, name)) for name in CONSENT),
        "the finance channel": workspace.finance_channel,
        "bank statements": str(workspace.book_certain),
        "shared channels": str(workspace.shared_channels),
        "reminders": ", ".join(str(getattr(workspace, name)) for name in RHYTHM),
    }


def _readers_field(chosen: Readers) -> Block:
    options = [option(each.words.capitalize(), each.value) for each in Readers]
    return select(TYPED, options, initial=chosen.value)


def _shared_field(workspace: Workspace) -> Block:
    """Of channels in which another organisation reads along."""
    options = [option(label, value) for value, label in SHARED_CHANNELS.items()]
    return select(TYPED, options, initial="allowed" if workspace.shared_channels else "forbidden")


def _booking_field(workspace: Workspace) -> Block:
    options = [option(label, value) for value, label in STATEMENT_BOOKING.items()]
    return select(TYPED, options, initial="certain" if workspace.book_certain else "by_hand")


def _people_field(chosen: tuple[str, ...]) -> Block:
    made: Block = {
        "type": "multi_users_select",
        "action_id": TYPED,
        "max_selected_items": MOST_PEOPLE,
    }
    return {**made, "initial_users": list(chosen)} if chosen else made


def _groups_field(chosen: Sequence[ApproverGroup], offered: Sequence[ApproverGroup]) -> list[Block]:
    """Nothing where Slack has no user group, or did not say."""
    if not offered:
        return []
    ids = {each.id for each in chosen}
    listed = sorted(offered, key=lambda each: (each.id not in ids, each.handle))[:MOST]
    options = {each.id: option(_named(each), each.id) for each in listed}
    made: Block = {
        "type": "multi_static_select",
        "action_id": TYPED,
        "options": [*options.values()],
        "max_selected_items": MOST_GROUPS,
    }
    initial = [options[each] for each in ids if each in options]
    element = {**made, "initial_options": initial} if initial else made
    return [field("groups", "Approver groups", element, optional=True, hint=_GROUPS_HINT)]


def _named(group: ApproverGroup) -> str:
    count = len(group.members)
    people = f"{count} {'member' if count == 1 else 'members'}"
    return f"{group.title} ({'deleted in Slack' if group.gone else people})"


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


def _rule_fields(
    n: int, rule: ApprovalRule | None, entities: Sequence[SenderProfile]
) -> list[Block]:
    chosen = currency_field_option(rule.currency if rule else "")
    amount = f"{rule.at_least:f}" if rule else ""
    count = str(rule.approvals) if rule else ""
    return [
        line_field(f"rules[{n}].at_least", f"Rule {n + 1}: from this total", amount, optional=True),
        field(
            f"rules[{n}].currency",
            "Currency",
            search_select(CURRENCY, chosen, "Type to search"),
            optional=True,
        ),
        line_field(f"rules[{n}].approvals", "Approvals required", count, optional=True),
        *_entity_field(n, rule.sender_profile_id if rule else "", entities),
    ]


def _entity_field(n: int, chosen: str, entities: Sequence[SenderProfile]) -> list[Block]:
    """A rule of an entity keeps its field, so that saving the form keeps the rule."""
    if len(entities) < 2 and not chosen:
        return []
    offered = sorted(entities, key=lambda each: (each.id != chosen, each.legal_name))[:MOST]
    options = [option(each.legal_name, each.id) for each in offered]
    menu = select(TYPED, options, initial=chosen or None, placeholder="Every legal entity")
    return [field(f"rules[{n}].sender", "Only where this legal entity bills", menu, optional=True)]
