"""Deeds about what AP asked for by link, and about the link that may write."""

from bot.simulator.delivery import Payload
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    Action,
    changes,
    contract,
    entering,
    id_of,
    invoice,
    opened,
    pressed,
    shows,
    submitted,
    then,
)
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage

ISSUED, AP_EMAIL, CONTRACT = invoice("issued"), invoice("ap_email"), contract("contract_active")

WAITING = then(
    opened("author", "invoice_ap_contact", ISSUED),
    entering("author", ap_email="lee@acme-payables.example"),
    opened("author", "invoice_send_to_ap", ISSUED),
    entering("author"),
)


def _decided(action_id: str) -> Action:
    """A button of the question whether a mail may go where none ever went."""

    def forge(stage: Stage, by: Kind) -> Payload:
        return payloads.in_message(by, action_id, ISSUED(stage))

    return Action(f"action {action_id}", forge, changes("events", "letters"), WAITING)


DEEDS = (
    pressed("invoice_ap_contact", ISSUED, shows("open invoice_ap_contact_form")),
    submitted(
        "invoice_ap_contact_form",
        opened("author", "invoice_ap_contact", ISSUED),
        changes("invoices"),
        ap_email="lee@acme.example",
    ),
    pressed("invoice_ap_link", invoice("by_hand"), Done(changes=("events",), says="/i/")),
    pressed("invoice_confirm_ap_email", AP_EMAIL, changes("invoices")),
    pressed("invoice_discard_ap_email", AP_EMAIL, changes("invoices")),
    pressed("invoice_confirm_change", id_of("held"), changes("invoices", "held_changes")),
    pressed("invoice_discard_change", id_of("held"), changes("held_changes")),
    pressed("contract_confirm_po", CONTRACT, changes("contracts")),
    pressed("contract_discard_po", CONTRACT, changes("contracts")),
    _decided("invoice_mail_send"),
    _decided("invoice_mail_withhold"),
)
