"""Deeds about invoices: the commands, the card, approval."""

from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    Action,
    changes,
    id_of,
    in_modal,
    invoice,
    opened,
    pressed,
    pressed_after,
    pressed_in_view,
    ran,
    shows,
    submitted,
    typing,
)
from tests.attacks.roles.judged import Done
from tests.attacks.roles.late import overdue
from tests.attacks.roles.stage import Stage
from tests.attacks.roles.workspace import CODE
from tests.factories import WORKSPACE

NUMBER = "JUS-000001"
PENDING, ISSUED = invoice("pending"), invoice("issued")
NOTHING = Done()


def _link(stage: Stage) -> list[dict[str, str]]:
    with stage.store.read("T0JUPITER") as uow:
        url = stage.application.links.url(uow.invoices.get(stage.ids.issued))
    return [{"domain": "pay.jupiter.example", "url": url}]


COMMANDS = (
    ran("", shows("open builder")),
    ran("new", shows("open builder")),
    ran("one line", shows("open builder"), "Acme 4,242 net 45"),
    ran("list", shows("respond")),
    ran("list", shows("respond"), "list all", variant="all"),
    ran("show", Done(shows="respond", says="Acme"), f"show {NUMBER}"),
    ran("po", changes("invoices"), f"po {NUMBER} 4500017342"),
    ran("history", shows("open invoice_history_view"), f"history {NUMBER}"),
    ran("contracts", Done(shows="respond", says="Acme Platform")),
    ran("contract", shows("open contract_builder")),
    ran("contract", shows("open contract_view"), "contract Acme Platform", variant="by name"),
    ran("contract", shows("open contract_builder"), "contract Acme 1.2M/yr 3y", variant="one line"),
    ran("renew", shows("update contract_builder"), "renew Acme Platform"),
    ran("claim", changes("handovers", "forms"), f"claim {CODE}"),
    ran("setup", shows("open setup")),
    ran("export", shows("open export_form")),
    submitted("export_form", typing("approver", "export"), changes("letters")),
    ran("help", shows("respond")),
    Action(
        "shortcut invoice_from_message",
        lambda stage, by: payloads.shortcut(by, "invoice_from_message", "Acme 4,242 net 45"),
        shows("open builder"),
    ),
)

EVENTS = (
    Action(
        "event app_home_opened",
        lambda stage, by: payloads.event(by, type="app_home_opened", tab="home", channel="D0HOME"),
        shows("publish home"),
    ),
    Action(
        "event link_shared",
        lambda stage, by: payloads.event(
            by, type="link_shared", channel="C0ACME", message_ts="1.1", links=_link(stage)
        ),
        shows("chat.unfurl"),
    ),
    Action(
        "event app_uninstalled",
        lambda stage, by: payloads.event(by, type="app_uninstalled"),
        NOTHING,
    ),
    Action(
        "event tokens_revoked",
        lambda stage, by: payloads.event(by, type="tokens_revoked", tokens={"oauth": [by.user]}),
        NOTHING,
    ),
    Action(
        "event team_access_granted",
        lambda stage, by: payloads.event(by, type="team_access_granted", team_ids=[WORKSPACE]),
        NOTHING,
    ),
    Action(
        "event team_access_revoked",
        lambda stage, by: payloads.event(by, type="team_access_revoked", team_ids=[WORKSPACE]),
        NOTHING,
    ),
    Action(
        "action home_new", lambda stage, by: payloads.in_home(by, "home_new"), shows("open builder")
    ),
    Action(
        "action home_setup",
        lambda stage, by: payloads.in_home(by, "home_setup"),
        shows("open setup"),
    ),
    Action(
        "action home_entity",
        lambda stage, by: payloads.in_home(by, "home_entity", "sender-eu"),
        shows("open setup_entity"),
    ),
    Action(
        "action delivery_resend",
        lambda stage, by: payloads.in_home(by, "delivery_resend", stage.ids.dead_letter),
        changes("letters"),
    ),
    Action(
        "action delivery_resend_all",
        lambda stage, by: payloads.in_home(by, "delivery_resend_all"),
        changes("letters"),
    ),
)

CARD = (
    pressed("invoice_show", id_of("issued"), Done(shows="open invoice_shown", says="Acme")),
    pressed("invoice_more", ISSUED, Done(shows="open invoice_more_actions", says="Acme")),
    pressed("invoice_edit", PENDING, shows("open builder")),
    pressed("invoice_add_po", ISSUED, shows("open invoice_po_form")),
    pressed("invoice_record_payment", ISSUED, shows("open invoice_payment_form")),
    pressed("invoice_void", ISSUED, shows("open invoice_void_form")),
    pressed("invoice_void", invoice("draft"), shows("open invoice_void_form"), variant="a draft"),
    pressed("invoice_history", ISSUED, shows("open invoice_history_view")),
    in_modal("invoice_history_page", id_of("issued", ":0"), shows("update invoice_history_view")),
    in_modal(
        "invoice_history_page_older", id_of("issued", ":0"), shows("update invoice_history_view")
    ),
    pressed("invoice_credit_note", ISSUED, shows("open invoice_credit_note_form")),
    pressed("invoice_reissue", ISSUED, shows("open invoice_reissue_form")),
    pressed("invoice_duplicate", ISSUED, shows("open builder")),
    pressed_after(
        overdue, "invoice_late_fee", ISSUED, Done(changes=("invoices",), shows="update builder")
    ),
    submitted(
        "invoice_reissue_form",
        opened("approver", "invoice_reissue", ISSUED),
        changes("invoices"),
        reason="Wrong company",
    ),
    pressed("invoice_e_invoice", ISSUED, changes("letters")),
    pressed("invoice_send_to_ap", ISSUED, shows("open invoice_send_form")),
    pressed("invoice_replace_link", ISSUED, changes("invoices")),
    pressed("invoice_view", ISSUED, NOTHING),
    pressed("invoice_channel", ISSUED, shows("open invoice_channel_form")),
    pressed("invoice_hold", invoice("coming"), changes("invoices")),
    submitted(
        "invoice_po_form",
        opened("author", "invoice_add_po", ISSUED),
        changes("invoices"),
        po_number="4500017342",
    ),
    submitted(
        "invoice_send_form",
        opened("author", "invoice_send_to_ap", ISSUED),
        changes("letters"),
    ),
    pressed_in_view(
        "deal_channel", opened("author", "invoice_channel", ISSUED), NOTHING, "C0ELSEWHERE"
    ),
    submitted(
        "invoice_channel_form",
        opened("author", "invoice_channel", ISSUED),
        changes("invoices"),
        deal_channel="C0ELSEWHERE",
    ),
    submitted(
        "invoice_payment_form",
        opened("approver", "invoice_record_payment", ISSUED),
        changes("invoices"),
        amount="1,000.00",
    ),
    submitted(
        "invoice_void_form",
        opened("approver", "invoice_void", ISSUED),
        changes("invoices"),
        reason="Signed twice",
    ),
    submitted(
        "invoice_void_form",
        opened("author", "invoice_void", invoice("draft")),
        changes("invoices"),
        variant="a draft",
        reason="Signed twice",
    ),
    submitted(
        "invoice_credit_note_form",
        opened("author", "invoice_credit_note", ISSUED),
        changes("invoices"),
        reason="Delivered late",
    ),
)

APPROVAL = (
    pressed("invoice_approve", PENDING, changes("invoices")),
    pressed("invoice_request_changes", PENDING, shows("open invoice_changes_form")),
    submitted(
        "invoice_changes_form",
        opened("approver", "invoice_request_changes", PENDING),
        changes("invoices"),
        reason="The price is last year's",
    ),
)

DEEDS = (*COMMANDS, *EVENTS, *CARD, *APPROVAL)
