"""The field of the App Home in which people look for invoices."""

from bot.slack.views import blocks as b

SEARCH = "desk_search"
"""The block's id and the field's: it is sent on Enter."""
_LONGEST = 200


def search_field() -> b.Block:
    """Sent when Enter is pressed; answered in a modal."""
    typed = b.text_input(
        SEARCH, placeholder="Number, customer, PO, amount, status:overdue", most=_LONGEST
    )
    typed["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    return b.field(SEARCH, "Find an invoice", typed, optional=True, dispatching=True)
