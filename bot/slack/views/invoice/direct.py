"""What one person is told alone: that a message of theirs could not be delivered."""

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered, fitting
from bot.wording.text import full_stop, shortened

RESEND, RESEND_ALL = "delivery_resend", "delivery_resend_all"

_INSTEAD = "You are told because {}, who drafted it, is deactivated in Slack."


def undelivered(
    title: str,
    error: str,
    dead_letter_id: str,
    *,
    mail: bool = False,
    elsewhere: b.Block | None = None,
    who_left: str = "",
) -> Rendered:
    """`error` says what to do; until somebody presses Resend, or chooses another channel with the
    button `elsewhere`, the thread, or `mail`, waits. `who_left` drafted it, and
    would have been told."""
    if mail:
        lead = f"I couldn't send the e-mail with {shortened(title, 200)} to accounts payable."
        waits = "Later e-mails for it are on hold; its thread continues."
    else:
        lead = f"I couldn't post to the deal channel about {full_stop(shortened(title, 200))}"
        waits = "Later messages are on hold to keep the thread in order."
    blocks = [
        b.rich_text([b.words(lead)]),
        b.rich_text([b.words(shortened(error, 500) or "It was refused.", bold=True)]),
        b.context(waits),
        *([b.context(_INSTEAD.format(shortened(who_left, 80)))] if who_left else []),
        b.actions(
            [
                b.button("Resend", RESEND, value=dead_letter_id, style="primary"),
                *([elsewhere] if elsewhere and not mail else []),
            ]
        ),
    ]
    return fitting(f"{lead} {error}", 3000), blocks


def resent(title_of_invoice: str) -> Rendered:
    """In the place of the notice, once somebody pressed Resend."""
    text = f"{shortened(title_of_invoice, 200)}: sending again."
    return fitting(text, 3000), [b.rich_text([b.words(text)])]


def resent_all(count: int) -> str:
    """Told to whoever pressed Resend all."""
    if not count:
        return "Nothing waits to be sent again."
    return f"Sending {count:,} {'message' if count == 1 else 'messages'} again."
