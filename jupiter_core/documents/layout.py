"""The whole page, planned part by part: how far apart the parts stand, and where a page ends.

Where all fits on one page, the gaps give way as far as it needs. Where it does not, nothing stands
alone on a page: the sums and the remit-to box take the last lines of the table along, below its
heading and the sum brought forward. Of a few lines hardly any would be left before that: those stay
with their sums, and the box is on the next page.
"""

from collections.abc import Iterable, Sequence
from math import fsum

from jupiter_core.documents import legal_footer, swiss_bill, template_texts
from jupiter_core.documents import words as wording
from jupiter_core.documents.facts import facts
from jupiter_core.documents.flow import Flow
from jupiter_core.documents.head import head
from jupiter_core.documents.lines import PADDING, spaced, table
from jupiter_core.documents.page_decoration import decorated
from jupiter_core.documents.parties import parties
from jupiter_core.documents.primitives import Primitive, Strip, kept
from jupiter_core.documents.remittance import remit_to
from jupiter_core.documents.sheet import Gap, Sheet
from jupiter_core.documents.totals import memo, totals
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version

_FEW = 4
"""Lines, of which two would go along with the sums."""

Part = tuple[Gap, list[Strip]]
"""What stands on the page, and how far below the part before it."""


def planned(version: Version, invoice: Invoice, sheet: Sheet) -> list[list[Primitive]]:
    """Every page as its primitives, in the order in which they are read."""
    say = wording.of(invoice.content.language)
    sheet = legal_footer.with_room(sheet, invoice.content.seller, say)
    above: list[Part] = [
        (Gap(0, 0), head(version, invoice, sheet)),
        (Gap(10, 22), facts(invoice, sheet)),
        (Gap(9, 18), parties(invoice.content, sheet)),
        *template_texts.intro(invoice.content, sheet),
    ]
    lines, turn = table(invoice.content, sheet)
    to_table, to_memo = Gap(9, 24), Gap(10, 16)
    closing = [(Gap(4, 10), totals(invoice, sheet)), (Gap(8, 20), remit_to(invoice, sheet))]
    words, words_turn = memo(invoice, sheet)
    closing += template_texts.thanks(invoice.content, sheet)
    parts = [*above, (to_table, lines), *closing]
    within = 2 * len(invoice.content.lines)
    bill = swiss_bill.payment_part(invoice, sheet)
    below = swiss_bill.HEIGHT if bill else 0
    ease = _ease(parts, (to_memo, words), within, sheet, below)
    lines = spaced(lines, ease)

    flow = Flow(first_top=sheet.first_top, next_top=sheet.next_top, bottom=sheet.bottom)
    for gap, strips in above:
        flow.space(gap.at(ease))
        flow.add(strips)
    flow.space(to_table.at(ease))
    sums, *rest = closing
    together = [*lines, *_together(closing, ease, lines[-1])]
    with_sums = [*lines, *_together([sums], ease, lines[-1])]
    if len(invoice.content.lines) <= _FEW and flow.holds(with_sums) and not flow.holds(together):
        flow.add(with_sums, turn)
        flow.add(_together(rest, ease, lines[-1])[1:])
    else:
        flow.add(together, turn)
    if words:
        flow.space(to_memo.at(ease))
        flow.add(words, words_turn)
    flow.add_at_foot(bill, below)
    return decorated(flow.pages, invoice, sheet, raised=below)


def _together(parts: Iterable[Part], ease: float, last: Strip) -> list[Strip]:
    """The parts below the table, with their gaps; none is parted from the one before it."""
    strips: list[Strip] = []
    for gap, part in parts:
        if part:
            strips += [Strip(gap.at(ease), carried=last.carried), *part]
    return kept(strips)


def _ease(parts: Sequence[Part], memo: Part, within: int, sheet: Sheet, below: float) -> float:
    """From 0, all gaps narrow, to 1, all wide: as wide as one page allows, the memo on it if it can
    be; wide where one page is not enough. `within` counts the gaps within the lines, `below` is
    the height of what stands at the foot of the page where there is room for it."""
    whole = sheet.bottom - sheet.first_top
    shares = [([*parts, memo], whole), (parts, whole)]
    for shown, room in [([*parts, memo], whole - below), *shares] if below else shares:
        stand = [(gap, strips) for gap, strips in shown if strips]
        needed = fsum([strip.height for _, strips in stand for strip in strips])
        needed += fsum(gap.narrow for gap, _ in stand)
        spare = fsum(gap.wide - gap.narrow for gap, _ in stand)
        spare += within * (PADDING.wide - PADDING.narrow)
        if needed <= room:
            return min((room - needed) / spare, 1)
    return 1
