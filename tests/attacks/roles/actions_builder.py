"""Deeds in the two builders. Where a row says nothing else, the form is the author's: whoever
else sends it attacks what is not theirs. Rows of an own form are about the right to draft."""

from typing import Any

from bot.simulator.delivery import Payload
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import (
    VARIANT,
    Action,
    Before,
    changes,
    entering,
    inside,
    pressed_in_view,
    shows,
    submitted,
    then,
    typing,
)
from tests.attacks.roles.judged import Done
from tests.attacks.roles.payloads import Json
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage

AUTHOR = "author"


def taken_up(form_id: str) -> Before:
    """The author takes a kept form up from a list."""
    return lambda stage: stage.press(AUTHOR, "builder_take_up", form_id)


INVOICE, CONTRACT = taken_up("form-invoice"), taken_up("form-contract")
LINE = then(INVOICE, inside(AUTHOR, "builder_line", "edit:l1"))
TAXED = then(LINE, inside(AUTHOR, "line_taxes", "0"))
PASTING = then(INVOICE, inside(AUTHOR, "builder_paste"))
PASTED = "Seats\t250\t480.00"
CONTRACT_LINE = then(CONTRACT, inside(AUTHOR, "contract_line", "edit:l1"))
MILESTONES = then(CONTRACT, inside(AUTHOR, "contract_add_milestones"))
ONE_TIME = then(CONTRACT, inside(AUTHOR, "contract_add_one_time"))
SCHEDULE = then(CONTRACT, inside(AUTHOR, "contract_schedule"))
CALENDAR = then(CONTRACT, inside(AUTHOR, "contract_calendar_open"))
CUSTOMER: dict[str, Any] = {
    "name": "Umbrella Corporation",
    "address.street": "2 Hive Road",
    "address.city": "Raccoon City",
    "address.region": "CO",
    "address.postal_code": "80202",
    "address.country": payloads.option("US"),
}
MADE = then(
    INVOICE,
    inside(AUTHOR, "builder_new_customer"),
    entering(AUTHOR, **CUSTOMER, more=[payloads.option("true")]),
)
KEPT = changes("forms")


def _with_parts(view: Json) -> Json:
    """As it is drawn of more lines than are shown at a time."""
    menu = {
        "type": "static_select",
        "action_id": "contract_lines",
        "options": [payloads.option("0"), payloads.option("40")],
    }
    other = {"type": "actions", "block_id": "other_lines", "elements": [menu]}
    return {**view, "blocks": [*view["blocks"], other]}


def _own(kind: str) -> Before:
    """The author's form is the mould; `_as_own` puts the own one in its place."""
    return INVOICE if kind == "invoice" else CONTRACT


def _as_own(view: Json, by: Kind, kind: str) -> Json:
    """The view as it is of this person's own form: its id is in the metadata and the fields."""
    theirs, own = f"form-{kind}", f"own-{kind}-{by.name}"
    values = {name.replace(theirs, own): held for name, held in view["state"]["values"].items()}
    blocks = [
        {**each, "block_id": each["block_id"].replace(theirs, own)} for each in view["blocks"]
    ]
    return {**view, "private_metadata": own, "blocks": blocks, "state": {"values": values}}


def _own_submitted(kind: str, callback_id: str, done: Done) -> Action:
    def forge(stage: Stage, by: Kind) -> Payload:
        return payloads.submission(by, _as_own(stage.top, by, kind))

    return Action(f"view {callback_id}{VARIANT}own form", forge, done, _own(kind))


def _own_pressed(action_id: str, done: Done) -> Action:
    def forge(stage: Stage, by: Kind) -> Payload:
        return payloads.in_view(by, _as_own(stage.top, by, "invoice"), action_id)

    return Action(f"action {action_id}{VARIANT}own form", forge, done, INVOICE)


def _closed(callback_id: str, before: Before) -> Action:
    """A form without anything of worth is forgotten with its window."""
    return Action(
        f"view_closed {callback_id}",
        lambda stage, by: payloads.closing(by, stage.top),
        KEPT,
        before,
    )


def _typed(action_ids: dict[str, str], before: Before) -> list[Action]:
    """What is typed is kept, in the form as it was typed."""
    return [
        pressed_in_view(each, before, Done(changes=("forms",), keeps=repr(value)), value)
        for each, value in action_ids.items()
    ]


def _previewed(action_ids: dict[str, str], before: Before, view: str) -> list[Action]:
    """What is typed of a line is shown with its amount, and not kept yet."""
    done = shows(f"update {view}")
    return [pressed_in_view(each, before, done, value) for each, value in action_ids.items()]


INVOICE_BUILDER = (
    *_typed(
        {
            "builder_customer": "customer-acme",
            "builder_entity": "sender-eu",
            "builder_channel": "C0OTHER",
            "builder_currency": "EUR",
            "builder_terms": "60",
            "builder_early": "2/10",
            "builder_late_fee": "1.5% a month",
            "builder_date": "2026-12-24",
            "builder_po": "4500017342",
            "builder_memo": "Thank you.",
            "builder_refs": "Project: P-77",
            "builder_adjustments": "10% Launch",
            "builder_prices": "with_tax",
            "builder_tax_currency": "GBP 0.79, ECB, 2026-11-20",
        },
        INVOICE,
    ),
    pressed_in_view(
        "builder_days",
        then(INVOICE, lambda stage: stage.choose(AUTHOR, "net_terms", "other", "builder_terms")),
        Done(changes=("forms",), keeps="'75'"),
        "75",
    ),
    Action(
        "options builder_customer",
        lambda stage, by: payloads.search(
            by, _as_own(stage.top, by, "invoice"), "builder_customer", "Acme"
        ),
        shows("options"),
        INVOICE,
    ),
    Action(
        "action builder_take_up",
        lambda stage, by: payloads.in_message(by, "builder_take_up", "form-invoice"),
        shows("open builder"),
    ),
    Action(
        f"action builder_take_up{VARIANT}own form",
        lambda stage, by: payloads.in_message(by, "builder_take_up", f"own-invoice-{by.name}"),
        shows("open builder"),
    ),
    pressed_in_view(
        "builder_take_up",
        typing(AUTHOR, ""),
        shows("update contract_builder"),
        "form-contract",
        variant="in the builder",
    ),
    submitted("builder", INVOICE, changes("invoices")),
    _own_submitted("invoice", "builder", changes("invoices")),
    _closed("builder", then(typing(AUTHOR, ""), inside(AUTHOR, "builder_terms", "60"))),
    pressed_in_view(
        "builder_po", typing(AUTHOR, ""), KEPT, "4500017342", variant="that nobody typed in"
    ),
    pressed_in_view("builder_add_line", INVOICE, shows("push builder_line_editor")),
    pressed_in_view("builder_line", INVOICE, shows("push builder_line_editor"), "edit:l1"),
    pressed_in_view("builder_line", INVOICE, KEPT, "remove:l1", variant="remove"),
    *_previewed(
        {"line_quantity": "2", "line_unit_price": "5.00", "line_tax_rate": "7"},
        LINE,
        "builder_line_editor",
    ),
    *_previewed({"line_taxes": "0"}, LINE, "builder_line_editor"),
    *_previewed({"line_exempt": "0/exempt"}, TAXED, "builder_line_editor"),
    *_previewed({"line_list_price": "500.00"}, LINE, "builder_line_editor"),
    *_previewed({"line_discount": "10% Launch"}, LINE, "builder_line_editor"),
    *_previewed({"line_product": "product-plat-ent"}, LINE, "builder_line_editor"),
    Action(
        "options line_product",
        lambda stage, by: payloads.search(by, stage.top, "line_product", "plat"),
        shows("options"),
        LINE,
    ),
    pressed_in_view("builder_paste", INVOICE, shows("push builder_pasted")),
    submitted("builder_pasted", PASTING, shows("update builder_pasted"), paste=PASTED),
    submitted(
        "builder_pasted",
        then(PASTING, entering(AUTHOR, paste=PASTED)),
        KEPT,
        variant="shown",
        paste=PASTED,
    ),
    pressed_in_view(
        "line_another", then(INVOICE, inside(AUTHOR, "builder_add_line")), Done(), "yes"
    ),
    submitted("builder_line_editor", LINE, KEPT, description="Seats", unit_price="480"),
    pressed_in_view("builder_new_customer", INVOICE, shows("push builder_customer_saved")),
    _own_pressed("builder_new_customer", shows("push builder_customer_saved")),
    submitted(
        "builder_customer_saved",
        then(INVOICE, inside(AUTHOR, "builder_new_customer")),
        changes("customers"),
        **CUSTOMER,
    ),
    pressed_in_view(
        "setup_edit_customer_section",
        MADE,
        shows("push setup_customer_section_saved"),
        "contacts",
        variant="in the builder",
    ),
    submitted(
        "setup_customer_section_saved",
        then(MADE, inside(AUTHOR, "setup_edit_customer_section", "contacts")),
        changes("customers"),
        variant="in the builder",
        attention="Accounts payable",
    ),
)

CONTRACT_BUILDER = (
    *_typed(
        {
            "contract_name": "Another",
            "contract_start": "2027-02-01",
            "contract_term": "24",
            "contract_frequency": "annual",
            "contract_timing": "arrears",
            "contract_taxes": "GST",
        },
        CONTRACT,
    ),
    pressed_in_view(
        "contract_months",
        then(
            CONTRACT,
            lambda stage: stage.choose(AUTHOR, "billing_frequency", "custom", "contract_frequency"),
        ),
        Done(changes=("forms",), keeps="'5'"),
        "5",
    ),
    pressed_in_view("contract_instead", INVOICE, shows("update contract_builder")),
    submitted("contract_builder", CONTRACT, changes("contracts")),
    _own_submitted("contract", "contract_builder", changes("contracts")),
    _closed("contract_builder", typing(AUTHOR, "contract")),
    *(
        pressed_in_view(f"contract_add_{each}", CONTRACT, shows("push contract_line_editor"))
        for each in ("subscription", "one_time", "milestones", "usage_credit")
    ),
    pressed_in_view("contract_line", CONTRACT, shows("push contract_line_editor"), "edit:l1"),
    pressed_in_view("contract_line", CONTRACT, KEPT, "remove:l1", variant="remove"),
    Action(
        "action contract_lines",
        lambda stage, by: payloads.in_view(by, _with_parts(stage.top), "contract_lines", "40"),
        KEPT,
        CONTRACT,
    ),
    *_previewed(
        {"contract_line_product": "product-plat-ent"}, CONTRACT_LINE, "contract_line_editor"
    ),
    Action(
        "options contract_line_product",
        lambda stage, by: payloads.search(by, stage.top, "contract_line_product", "plat"),
        shows("options"),
        CONTRACT_LINE,
    ),
    *_previewed(
        {
            "contract_line_quantity": "2",
            "contract_line_annual_price": "5.00",
            "contract_line_list_price": "6.00",
            "contract_line_escalators": "5% y2",
            "contract_line_indexation": "CPI: 100",
            "contract_line_discount_percent": "3",
            "contract_line_discount_years": "1",
            "contract_line_tax_rate": "7",
        },
        CONTRACT_LINE,
        "contract_line_editor",
    ),
    *_previewed({"contract_line_amount": "5"}, ONE_TIME, "contract_line_editor"),
    *_previewed({"contract_line_parts": "rest on acceptance"}, MILESTONES, "contract_line_editor"),
    submitted("contract_line_editor", CONTRACT_LINE, KEPT, description="Seats", annual_price="480"),
    pressed_in_view("contract_calendar_open", CONTRACT, shows("push contract_calendar")),
    submitted("contract_calendar", CALENDAR, KEPT, bill_in_advance_days="30"),
    pressed_in_view("contract_schedule", CONTRACT, shows("push contract_schedule_pages")),
    pressed_in_view(
        "contract_schedule_on", SCHEDULE, shows("update contract_schedule_pages"), listener=""
    ),
    pressed_in_view(
        "contract_schedule_back",
        then(SCHEDULE, inside(AUTHOR, "contract_schedule_on")),
        shows("update contract_schedule_pages"),
    ),
)

DEEDS = (*INVOICE_BUILDER, *CONTRACT_BUILDER)
