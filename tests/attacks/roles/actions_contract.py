"""Deeds about contracts that are kept: the card, the modal, changes, approval."""

from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    changes,
    contract,
    entering,
    id_of,
    in_modal,
    opened,
    pressed,
    pressed_in_view,
    shows,
    submitted,
    then,
)

ACTIVE, PENDING = contract("contract_active"), contract("contract_pending")
CHANGING = opened("author", "contract_change", ACTIVE)
NEW_END = "2027-11-30"


DEEDS = (
    pressed("contract_show", id_of("contract_active"), shows("open contract_view")),
    pressed("contract_show_proposed", id_of("contract_pending"), shows("open contract_view")),
    in_modal("contract_page", id_of("contract_active", ":0:agreed"), shows("update contract_view")),
    in_modal(
        "contract_page_later", id_of("contract_active", ":0:agreed"), shows("update contract_view")
    ),
    in_modal(
        "contract_switch", id_of("contract_pending", ":0:proposed"), shows("update contract_view")
    ),
    in_modal("contract_history", id_of("contract_active"), shows("push contract_history_view")),
    in_modal(
        "contract_history_page",
        id_of("contract_active", ":0"),
        shows("update contract_history_view"),
    ),
    in_modal(
        "contract_history_page_older",
        id_of("contract_active", ":0"),
        shows("update contract_history_view"),
    ),
    pressed("contract_edit", PENDING, shows("open contract_builder")),
    pressed("contract_po", ACTIVE, shows("open contract_po_form")),
    pressed("contract_channel", ACTIVE, shows("open contract_channel_form")),
    pressed("contract_usage", ACTIVE, shows("open contract_usage_form")),
    pressed("contract_end", ACTIVE, shows("open contract_end_form")),
    submitted(
        "contract_po_form",
        opened("author", "contract_po", ACTIVE),
        changes("contracts"),
        po_number="4500017342",
    ),
    submitted(
        "contract_channel_form",
        opened("author", "contract_channel", ACTIVE),
        changes("contracts"),
        deal_channel="C0ELSEWHERE",
    ),
    submitted(
        "contract_usage_form",
        opened("author", "contract_usage", ACTIVE),
        changes("credit_entries"),
        amount="1.00",
        credit=payloads.option("0"),
    ),
    submitted(
        "contract_end_form",
        opened("approver", "contract_end", ACTIVE),
        changes("contracts"),
        reason="Bought elsewhere",
    ),
    pressed("contract_approve", PENDING, changes("contracts")),
    pressed("contract_request_changes", PENDING, shows("open contract_changes_form")),
    submitted(
        "contract_changes_form",
        opened("approver", "contract_request_changes", PENDING),
        changes("contracts"),
        reason="The price is last year's",
    ),
    pressed("contract_renew", ACTIVE, shows("update contract_builder")),
    pressed("contract_renewal_dismiss", ACTIVE, shows("open contract_renewal_dismiss_form")),
    pressed("contract_show_other", id_of("contract_active"), shows("open contract_view")),
    submitted(
        "contract_renewal_dismiss_form",
        opened("author", "contract_renewal_dismiss", ACTIVE),
        changes("contracts"),
        reason="They go elsewhere",
    ),
    pressed("contract_index", ACTIVE, shows("open contract_index_form")),
    submitted(
        "contract_index_form",
        opened("author", "contract_index", ACTIVE),
        changes("contracts"),
        index=payloads.option("0"),
        value="103",
    ),
    pressed("contract_accept", ACTIVE, shows("open contract_accept_form")),
    submitted(
        "contract_accept_form",
        opened("author", "contract_accept", ACTIVE),
        changes("contracts"),
        milestone=payloads.option("3:0"),
        on="2026-11-20",
    ),
    pressed("contract_change", ACTIVE, shows("open contract_change_form")),
    pressed_in_view("change_kind", CHANGING, shows("update contract_change_form"), "product"),
    submitted(
        "contract_change_form", CHANGING, shows("push contract_change_preview"), last_day=NEW_END
    ),
    submitted(
        "contract_change_preview",
        then(CHANGING, entering("author", last_day=NEW_END)),
        changes("contracts"),
    ),
)
