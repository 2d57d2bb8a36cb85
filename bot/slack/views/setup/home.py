"""The first view of `/invoice setup`: what there is, each with its way in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from bot.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    person,
    plain,
    rich_text,
    section,
    words,
)
from bot.slack.views.setup.choices import search_select
from bot.slack.views.setup.fields import advice_line
from bot.slack.views.setup.keys import keys_blocks
from bot.slack.views.setup.product import products_blocks
from bot.slack.views.setup.section_words import SECTION_TITLES
from bot.slack.views.setup.webhooks import OPEN_WEBHOOKS
from bot.wording.customers import told_apart
from bot.wording.text import shortened
from jupiter_core.domain.address import Address
from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.approval import ApprovalRule
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.workspace import Workspace
from jupiter_core.queries.entity_sections import SectionState, section_states

SETUP, OPEN_MAIL = "setup", "setup_mail"
ADD_PROFILE, EDIT_PROFILE, FIND_PROFILE = (
    "setup_add_profile",
    "setup_edit_profile",
    "setup_find_profile",
)
ADD_CUSTOMER, EDIT_CUSTOMER, FIND_CUSTOMER = (
    "setup_add_customer",
    "setup_edit_customer",
    "setup_find_customer",
)
OPEN_BANK, FIND_BANK, EDIT_TEAM = "setup_bank", "setup_find_bank", "setup_edit_team"
_PROPOSED = "New approval rules are proposed. Another approver or admin has to confirm them."
_JOINING = "New accounts receivable are proposed. Another approver or admin has to confirm them."
SHOWN_PROFILES, SHOWN_CUSTOMERS, SHOWN_PEOPLE = 15, 20, 25


class Setup(NamedTuple):
    """Everything that is set up. `customers` may have one more than is shown; `e_invoice_gaps`
    says by the id of a profile what its e-invoices lack."""

    profiles: Sequence[SenderProfile]
    customers: Sequence[Customer]
    workspace: Workspace
    keys: Sequence[ApiKey] = ()
    keys_used: Mapping[str, datetime] = MappingProxyType({})
    e_invoice_gaps: Mapping[str, str] = MappingProxyType({})
    has_products: bool = False


def home_view(setup: Setup, fresh: str) -> Block:
    """`fresh` is new each time: it empties the search menus, so that a choice can be repeated."""
    return modal(
        "Set-up",
        [
            header("Legal entities"),
            *_profiles(setup, fresh),
            divider(),
            header("Customers"),
            *_customers(setup.customers, fresh),
            divider(),
            *products_blocks(setup.has_products, fresh),
            divider(),
            header("Team"),
            *_team(setup.workspace, {each.id: each.legal_name for each in setup.profiles}),
            divider(),
            *keys_blocks(setup.keys, setup.keys_used),
            divider(),
            actions(
                [button("Webhooks", OPEN_WEBHOOKS), button("E-mail", OPEN_MAIL)], "setup_wires"
            ),
        ],
        callback_id=SETUP,
    )


def _profiles(setup: Setup, fresh: str) -> list[Block]:
    profiles = setup.profiles
    shown, more = profiles[:SHOWN_PROFILES], len(profiles) > SHOWN_PROFILES
    menus = [
        search_select(FIND_PROFILE, None, "Edit another legal entity"),
        search_select(FIND_BANK, None, "Bank details of another"),
    ]
    return [
        *([] if profiles else [context("None yet. Invoices come from a legal entity.")]),
        *(block for each in shown for block in _profile(each, setup.e_invoice_gaps)),
        *([actions(menus, f"find_profile_{fresh}")] if more else []),
        actions([button("Add legal entity", ADD_PROFILE)], "setup_profiles"),
    ]


def _profile(profile: SenderProfile, gaps: Mapping[str, str]) -> list[Block]:
    currencies = ", ".join(account.currency for account in profile.bank_accounts)
    summary = f"{profile.legal_name}\n{profile.series} · {profile.address.country_name}"
    advice = _advice(profile.address)
    waiting = "\nNew bank details are waiting for confirmation." if profile.bank_proposal else ""
    waiting += "\nA new name is waiting for confirmation." if profile.identity_proposal else ""
    if profile.id in gaps:
        waiting += f"\n{gaps[profile.id]}"
    states = section_states(profile)
    missing = [SECTION_TITLES[each] for each in states if states[each] is SectionState.OPEN]
    waiting += f"\nStill open: {', '.join(missing)}" if missing else ""
    return [
        section(plain(f"{summary} · {currencies or 'no bank account'}{waiting}{advice}")),
        actions(
            [
                button("Edit", EDIT_PROFILE, value=profile.id),
                button("Bank details", OPEN_BANK, value=profile.id),
            ],
            f"profile_{profile.id}",
        ),
    ]


def _customers(customers: Sequence[Customer], fresh: str) -> list[Block]:
    shown, more = customers[:SHOWN_CUSTOMERS], len(customers) > SHOWN_CUSTOMERS
    names = told_apart(shown)
    menu = search_select(FIND_CUSTOMER, None, "Find another customer")
    return [
        *([] if customers else [context("None yet.")]),
        *(_customer(each, names[each.id]) for each in shown),
        *([actions([menu], f"find_customer_{fresh}")] if more else []),
        actions([button("Add customer", ADD_CUSTOMER)], "setup_customers"),
    ]


def _customer(customer: Customer, name: str) -> Block:
    contact = customer.ap_contact.email or customer.ap_contact.name
    parts = (customer.address.country_name, contact, "PO required" * customer.po_required)
    summary = " · ".join(part for part in parts if part)
    return section(
        plain(f"{name}\n{summary}{_advice(customer.address)}"),
        block_id=f"customer_{customer.id}",
        accessory=button("Edit", EDIT_CUSTOMER, value=customer.id),
    )


def _advice(address: Address) -> str:
    """On a line of its own, where there is any."""
    line = advice_line(address)
    return f"\n{line}" if line else ""


def _of_entity(rule: ApprovalRule, names: Mapping[str, str]) -> str:
    of = rule.sender_profile_id
    return f" of {names.get(of, of)}" if of else ""


def _groups(groups: Sequence[ApproverGroup]) -> list[Block]:
    """Whose members are among the approvers already."""
    if not groups:
        return []
    named = ", ".join(
        f"{each.title} ({'deleted in Slack' if each.gone else len(each.members)})"
        for each in groups
    )
    return [words("\nApprover groups  ", bold=True), words(shortened(named, 500))]


def _team(workspace: Workspace, names: Mapping[str, str]) -> list[Block]:
    policy = workspace.policy
    rules = "".join(
        f"\nFrom {rule.currency} {rule.at_least:,f}{_of_entity(rule, names)}  {rule.approvals}"
        for rule in policy.rules
    )
    return [
        rich_text(
            [
                words("Approvers  ", bold=True),
                *_mentions(policy.people, "nobody yet"),
                *_groups(policy.groups),
                words("\nApprovals needed  ", bold=True),
                words(f"{policy.approvals}{rules}"),
                words("\nConfirmations of bank details  ", bold=True),
                words(f"{policy.bank_confirmations}, then {policy.bank_delay_hours} hours"),
                words("\nWho may draft  ", bold=True),
                *_mentions(workspace.drafters, "every full member"),
                words("\nAccounts receivable  ", bold=True),
                *_mentions(workspace.receivables, "nobody beside the approvers"),
                words("\nWho may read invoices  ", bold=True),
                words(workspace.readers.words),
            ]
        ),
        *(context(each) for each in _proposed(workspace)),
        actions([button("Edit team", EDIT_TEAM)], "setup_team"),
    ]


def _proposed(workspace: Workspace) -> list[str]:
    """What waits for a second person."""
    proposal = workspace.policy_proposal
    if proposal is None:
        return []
    is_new = proposal.policy != workspace.policy
    return [*([_PROPOSED] if is_new else []), *([_JOINING] if proposal.joining else [])]


def _mentions(people: Sequence[str], nobody: str) -> list[Block]:
    if not people:
        return [words(nobody)]
    shown = [part for each in people[:SHOWN_PEOPLE] for part in (person(each), words(" "))]
    more = len(people) - SHOWN_PEOPLE
    return [*shown, words(f"and {more} more")] if more > 0 else shown
