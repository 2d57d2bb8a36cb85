"""An anchor of the audit log as a message in Slack."""

from bot.slack.views.blocks import Block, preformatted, rich_text, words
from bot.wording.anchors import line_of
from jupiter_core.domain.audit import Anchor


def anchor_notice(anchor: Anchor) -> tuple[str, list[Block]]:
    """The text and blocks of the message. The line can be copied into a file for verifying."""
    title = f"Audit log anchor, {anchor.at:%Y-%m-%d %H:%M} UTC"
    told = (
        f" The log has {anchor.sequence:,} entries. Keep this message: with it, "
        "jupiter verify --anchors finds whatever is rewritten or removed up to here."
    )
    blocks = [
        rich_text([words(f"{title}.", bold=True), words(told)]),
        preformatted(line_of(anchor)),
    ]
    return f"{title}.{told}", blocks
