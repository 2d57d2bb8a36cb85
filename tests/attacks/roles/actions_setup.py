"""Deeds of `/invoice setup`, and of the messages in which people decide on proposals."""

from typing import Any

from bot.simulator.delivery import Payload
from bot.slack.views.setup.bank import proposal_value
from jupiter_core.queries.proposals import ProposalKind, open_proposal
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    Action,
    Before,
    Value,
    changes,
    entering,
    inside,
    pressed,
    pressed_in_view,
    shows,
    submitted,
    then,
    typing,
)
from tests.attacks.roles.actions_builder import CUSTOMER
from tests.attacks.roles.files import W9, file_info
from tests.attacks.roles.people import Kind, actor
from tests.attacks.roles.stage import Stage
from tests.factories import WORKSPACE

ADMIN, ADMIN_WHO_APPROVES = "admin", "boss"
SETUP = typing(ADMIN, "setup")


def within(action_id: str, value: str | None = None) -> Before:
    """The view behind a button of setup."""
    return then(SETUP, inside(ADMIN, action_id, value))


BANK = within("setup_bank", "sender-eu")
ACCOUNT: dict[str, Any] = {
    "holder": "Jupiter UK Ltd",
    "bank_name": "Second Example Bank",
    "currency": payloads.option("CAD"),
    "account_number": "555444333222",
    "routing_number": "021000021",
}

ENTITY = within("setup_edit_profile", "sender-eu")
BEGUN: dict[str, Any] = {
    "legal_name": "Orion Canada Ltd",
    "address.country": payloads.option("CA"),
}
BEGINNING = within("setup_add_profile")
MAKING = then(BEGINNING, entering(ADMIN, **BEGUN))


WEBHOOK = then(SETUP, inside(ADMIN, "setup_webhooks"), inside(ADMIN, "setup_webhook"))
WEBHOOKS = (
    pressed_in_view("setup_webhooks", SETUP, shows("push setup_webhooks")),
    pressed_in_view("setup_webhook", within("setup_webhooks"), shows("push setup_webhook")),
    pressed_in_view(
        "setup_add_webhook", within("setup_webhooks"), shows("push setup_webhook_form")
    ),
    submitted(
        "setup_webhook_form",
        then(SETUP, inside(ADMIN, "setup_webhooks"), inside(ADMIN, "setup_add_webhook")),
        changes("endpoints"),
        url="https://crm.example/in",
    ),
    submitted(
        "setup_webhook_form",
        then(WEBHOOK, inside(ADMIN, "setup_edit_webhook")),
        changes("endpoints"),
        variant="a change",
        description="The other ledger",
    ),
    pressed_in_view("setup_edit_webhook", WEBHOOK, shows("update setup_webhook_form")),
    pressed_in_view("setup_test_webhook", WEBHOOK, changes("letters")),
    pressed_in_view("setup_switch_webhook", WEBHOOK, changes("endpoints")),
    pressed_in_view("setup_rotate_webhook", WEBHOOK, changes("endpoints")),
    pressed_in_view("setup_remove_webhook", WEBHOOK, changes("endpoints")),
)


def _proposal(kind: ProposalKind, subject: str = "") -> Value:
    def value(stage: Stage) -> str:
        with stage.store.read(WORKSPACE) as uow:
            found = open_proposal(uow, kind, getattr(stage.ids, subject, subject))
        assert found is not None
        return found.value

    return value


def _bank(stage: Stage) -> str:
    with stage.store.read(WORKSPACE) as uow:
        return proposal_value(uow.sender_profiles.get("sender-us"))


def _found(action_id: str, value: str, done: str) -> Action:
    """The choice of a search menu, which setup shows where there is more than fits."""

    def forge(stage: Stage, by: Kind) -> Payload:
        menu = {"type": "external_select", "action_id": action_id}
        block = {"type": "actions", "block_id": "find", "elements": [menu]}
        view = {**stage.top, "blocks": [*stage.top["blocks"], block]}
        return payloads.in_view(by, view, action_id, value)

    return Action(f"action {action_id}", forge, shows(done), SETUP)


def _search(action_id: str, query: str) -> Action:
    return Action(
        f"options {action_id}",
        lambda stage, by: payloads.search(by, stage.top, action_id, query),
        shows("options"),
        SETUP,
    )


def _in_bank_view(action_id: str) -> Action:
    """The button of the view, whose proposal somebody else made."""

    def forge(stage: Stage, by: Kind) -> Payload:
        return payloads.in_view(by, stage.top, action_id)

    before = within("setup_bank", "sender-us")
    return Action(f"action {action_id} · in setup", forge, changes("profiles"), before)


POLICY = _proposal(ProposalKind.POLICY)
NAMES = _proposal(ProposalKind.NAMES, "sender-eu")
SCOPES = _proposal(ProposalKind.SCOPES, "asking_key")
DECISIONS = tuple(
    pressed(action_id, value, changes(table), variant)
    for action_id in ("proposal_confirm", "proposal_cancel")
    for variant, value, table in (
        ("policy", POLICY, "workspaces"),
        ("names", NAMES, "profiles"),
        ("scopes", SCOPES, "api_keys"),
    )
)

DEEDS = (
    pressed_in_view("setup_add_profile", SETUP, shows("push setup_entity_begun")),
    submitted("setup_entity_begun", BEGINNING, shows("update setup_entity_made"), **BEGUN),
    pressed_in_view("setup_step_back", MAKING, shows("update setup_entity_begun")),
    submitted(
        "setup_entity_made",
        MAKING,
        changes("profiles"),
        **{"address.street": "1 Way", "address.city": "Toronto"},
    ),
    pressed_in_view("setup_edit_profile", SETUP, shows("push setup_entity"), "sender-eu"),
    _found("setup_find_profile", "sender-eu", "push setup_entity"),
    pressed_in_view("setup_edit_section", ENTITY, shows("push setup_section_saved"), "look"),
    submitted(
        "setup_section_saved",
        then(ENTITY, inside(ADMIN, "setup_edit_section", "look")),
        changes("profiles"),
        phone="+49 30 555 0100",
    ),
    pressed_in_view("setup_paper_preview", ENTITY, changes("letters")),
    pressed_in_view("setup_tax_form", ENTITY, shows("push setup_tax_form_saved")),
    submitted(
        "setup_tax_form_saved",
        then(
            typing(ADMIN_WHO_APPROVES, "setup"),
            inside(ADMIN_WHO_APPROVES, "setup_edit_profile", "sender-eu"),
            inside(ADMIN_WHO_APPROVES, "setup_tax_form"),
        ),
        changes("tax_forms"),
        tax_form_file=[file_info(W9)],
    ),
    pressed_in_view("setup_add_customer", SETUP, shows("push setup_customer_saved")),
    pressed_in_view("setup_edit_customer", SETUP, shows("push setup_customer")),
    _found("setup_find_customer", "customer-acme", "push setup_customer"),
    pressed_in_view(
        "setup_edit_customer_section",
        within("setup_edit_customer"),
        shows("push setup_customer_section_saved"),
        "name",
    ),
    submitted(
        "setup_customer_section_saved",
        then(within("setup_edit_customer"), inside(ADMIN, "setup_edit_customer_section", "name")),
        changes("customers"),
        **{"ap_contact.email": "attacker@evil.example"},
    ),
    submitted(
        "setup_customer_saved",
        within("setup_add_customer"),
        changes("customers"),
        **CUSTOMER,
    ),
    pressed_in_view("setup_add_product", SETUP, shows("push setup_product_saved")),
    _found("setup_find_product", "product-plat-ent", "push setup_product_saved"),
    submitted(
        "setup_product_saved",
        within("setup_add_product"),
        changes("products"),
        name="Analytics seat",
        prices="USD 480.00",
    ),
    pressed_in_view("setup_edit_team", SETUP, shows("update setup_team_saved")),
    submitted(
        "setup_team_saved",
        within("setup_edit_team"),
        changes("workspaces"),
        approvers=[actor("member").id, actor("admin").id],
        approvals="1",
    ),
    pressed_in_view("setup_bank", SETUP, shows("push setup_bank_view"), "sender-eu"),
    _found("setup_find_bank", "sender-eu", "push setup_bank_view"),
    pressed_in_view("setup_add_account", BANK, shows("push setup_account_proposed")),
    pressed_in_view("setup_change_account", BANK, shows("push setup_account_proposed")),
    pressed_in_view(
        "setup_remove_account_EUR", BANK, changes("profiles"), listener="^setup_remove_account_"
    ),
    pressed_in_view(
        "setup_scheme",
        then(BANK, inside(ADMIN, "setup_add_account")),
        shows("update setup_account_proposed"),
        "us",
    ),
    submitted(
        "setup_account_proposed",
        then(BANK, inside(ADMIN, "setup_add_account")),
        changes("profiles"),
        **ACCOUNT,
    ),
    pressed("bank_confirm", _bank, changes("profiles")),
    pressed("bank_drop", _bank, changes("profiles")),
    _in_bank_view("bank_confirm"),
    _in_bank_view("bank_drop"),
    *DECISIONS,
    pressed_in_view("setup_add_key", SETUP, shows("push setup_key_made")),
    submitted(
        "setup_key_made",
        within("setup_add_key"),
        changes("api_keys"),
        name="Another CRM",
    ),
    pressed_in_view("setup_revoke_key", SETUP, changes("api_keys")),
    *WEBHOOKS,
    _search("setup_find_profile", "jupiter"),
    _search("setup_find_bank", "jupiter"),
    _search("setup_find_customer", "acme"),
    _search("setup_find_product", "plat"),
    _search("setup_country", "germ"),
    _search("setup_currency", "eur"),
    _search("setup_time_zone", "berlin"),
)
