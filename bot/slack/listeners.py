"""All listeners, in one place: what the manifests promise and what the buttons need."""

from slack_bolt import App

from bot.slack import (
    approvals,
    builder,
    builder_customer,
    builder_lines,
    contract_actions,
    contract_builder,
    contract_builder_lines,
    contract_builder_schedule,
    contract_view,
    deliveries,
    home,
    invoice_actions,
    invoice_command,
    quick,
    setup,
    unexpected,
    unfurls,
)
from bot.slack.door import Door


def register(app: App, door: Door) -> None:
    """Hangs every listener into the app."""
    nouns = (
        invoice_command,
        builder,
        builder_lines,
        builder_customer,
        approvals,
        invoice_actions,
        contract_builder,
        contract_builder_lines,
        contract_builder_schedule,
        contract_actions,
        contract_view,
        deliveries,
        unfurls,
        quick,
        home,
        setup,
    )
    for noun in nouns:
        noun.register(app, door)
    unexpected.register(app)
