"""The small app's blocks."""

from typing import Any

Json = dict[str, Any]

HOSTILE = "<!channel> <https://evil.example|Pay here> *bold* <b>x</b> &amp; & 😀 שלום"


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words, "emoji": False}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def option(name: str) -> Json:
    return {"text": text(name), "value": name.lower().replace(" ", "-")}


def options(*names: str) -> list[Json]:
    return [option(name) for name in names]


def field(name: str, label: str, element: Json, **more: Any) -> Json:
    """An input block whose ids are its name."""
    element = {"action_id": name, **element}
    return {"type": "input", "block_id": name, "label": text(label), "element": element, **more}


def button(name: str, label: str, **more: Any) -> Json:
    return {"type": "button", "action_id": name, "text": text(label), **more}


def form(total: str = "0") -> Json:
    """A modal with an input of every kind; the quantity's total follows as one types."""
    typing = {"trigger_actions_on": ["on_character_entered"]}
    quantity = {"type": "number_input", "is_decimal_allowed": True}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("New thing"),
        "submit": text("Save"),
        "close": text("Cancel"),
        "blocks": [
            field("customer", "Customer", {"type": "external_select", "min_query_length": 0}),
            field(
                "entity",
                "Legal entity",
                {"type": "static_select", "options": options("US Inc", "UK Ltd", "EU GmbH")},
            ),
            field(
                "quantity",
                "Quantity",
                {**quantity, "dispatch_action_config": typing},
                dispatch_action=True,
                hint=text(f"Total {total}"),
            ),
            field("po", "Purchase order", {"type": "plain_text_input"}, optional=True),
            {
                "type": "actions",
                "block_id": "more",
                "elements": [button("new_customer", "New customer")],
            },
            *_other_fields(),
        ],
    }


def _other_fields() -> list[Json]:
    here = {"type": "conversations_select", "default_to_current_conversation": True}
    terms = {"type": "radio_buttons", "options": options("Net 30", "Net 45")}
    extras = {"type": "checkboxes", "options": options("Ask finance", "Send PDF")}
    tags = {"type": "multi_static_select", "options": options("Urgent", "Renewal", "Big")}
    fields = [
        field("memo", "Memo", {"type": "plain_text_input", "multiline": True}),
        field("email", "AP e-mail", {"type": "email_text_input"}),
        field("site", "Web site", {"type": "url_text_input"}),
        field("channel", "Deal channel", here),
        field("owner", "Owner", {"type": "users_select"}),
        field("approvers", "Approvers", {"type": "multi_users_select"}),
        field("tags", "Tags", tags),
        field("issued", "Issue date", {"type": "datepicker"}),
        field("at", "Time", {"type": "timepicker"}),
        field("terms", "Net terms", terms),
        field("extras", "Extras", extras),
    ]
    return [{**each, "optional": True} for each in fields]


def customer_form() -> Json:
    return {
        "type": "modal",
        "callback_id": "customer",
        "title": text("New customer"),
        "submit": text("Add"),
        "blocks": [field("name", "Name", {"type": "plain_text_input"})],
    }


def card() -> list[Json]:
    return [
        {"type": "header", "text": text("Acme Corporation")},
        {"type": "section", "fields": [mrkdwn("*Terms*\nNet 45"), mrkdwn("*PO*\nPending")]},
    ]


def decision() -> list[Json]:
    confirm = {
        "title": text("Approve this?"),
        "text": mrkdwn("It will be *issued*."),
        "confirm": text("Yes, approve"),
        "deny": text("Not yet"),
    }
    priority = {
        "type": "static_select",
        "action_id": "priority",
        "placeholder": text("Priority"),
        "options": options("Low", "High"),
    }
    elements = [
        button("approve", "Approve", style="primary", value="v3", confirm=confirm),
        priority,
    ]
    return [{"type": "actions", "block_id": "decision", "elements": elements}]


def gallery() -> list[Json]:
    """Formatted text, rich text, a table, Markdown, and hostile text as data."""
    run = {"type": "text", "text": HOSTILE}
    bold = {"type": "text", "text": "strong words", "style": {"bold": True}}
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "first point"}]}
    rows = [["Line", "Amount"], [HOSTILE, "1,200,000.00"]]
    cells = [[{"type": "raw_text", "text": each} for each in row] for row in rows]
    parts = [
        {"type": "rich_text_section", "elements": [run, bold]},
        {"type": "rich_text_list", "style": "bullet", "elements": [item]},
    ]
    formatted = "*Bold* _italic_ ~struck~ `code` <https://ok.example|a link> <@U0SAM> <#C0ACME>"
    return [
        {"type": "section", "text": mrkdwn(formatted)},
        {
            "type": "section",
            "text": mrkdwn("typed &lt;!channel&gt; &lt;b&gt;x&lt;/b&gt;\n&gt; said"),
        },
        {"type": "section", "text": text(HOSTILE)},
        {"type": "rich_text", "elements": parts},
        {"type": "table", "rows": cells, "column_settings": [{}, {"align": "right"}]},
        {"type": "markdown", "text": "## Title\n\n- **bold** point\n\n<script>alert(1)</script>"},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("small print")]},
    ]


def home(pressed: int) -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": text("At home")},
            {"type": "section", "text": mrkdwn(f"Pressed *{pressed}* times")},
            {
                "type": "actions",
                "elements": [button("count", "Press", value=str(pressed + 1))],
            },
        ],
    }


def figures() -> list[Json]:
    """A data table of seven rows, and a chart of each kind."""

    def cells(name: str, amount: int) -> list[Json]:
        shown = {"type": "raw_number", "value": amount, "text": f"USD {amount}.00"}
        return [{"type": "raw_text", "text": name}, shown]

    head = [{"type": "raw_text", "text": each} for each in ("Customer", "Total")]
    rows = [cells(f"Customer {n}", amount) for n, amount in enumerate([9, 100, 20, 3, 7, 5, 1])]
    table = {"type": "data_table", "caption": "Open invoices", "rows": [head, *rows]}
    points = [{"label": each, "value": n + 1} for n, each in enumerate(["1–30", "31–60"])]
    axes = {"categories": ["1–30", "31–60"]}
    charts = [
        {"type": kind, "series": [{"name": "USD", "data": points}], "axis_config": axes}
        for kind in ("bar", "area")
    ]
    return [
        table,
        *({"type": "data_visualization", "title": "Overdue", "chart": each} for each in charts),
    ]


def framed() -> list[Json]:
    """Cards beside each other, and a container that is folded."""
    cards = [
        {
            "type": "card",
            "title": text(name),
            "subtitle": text("Due in 30 days"),
            "body": mrkdwn("*USD 1,200.00* open"),
            "subtext": text("Sam's deal"),
            "actions": [button("new_customer", f"Open {name}")],
        }
        for name in ("JUS-1", "JUS-2")
    ]
    inside = {"type": "section", "text": mrkdwn("Twelve months, in advance")}
    container = {
        "type": "container",
        "title": text("Billing plan"),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [inside],
    }
    return [{"type": "carousel", "elements": cards}, container]


def alerted() -> Json:
    """A modal with a notice of each level."""
    levels = ("default", "info", "warning", "error", "success")
    blocks = [{"type": "alert", "level": each, "text": text(f"Notice: {each}")} for each in levels]
    return {"type": "modal", "title": text("Notices"), "blocks": blocks}
