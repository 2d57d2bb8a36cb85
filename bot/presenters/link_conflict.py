"""Two APs with the page open: what the second one typed, laid over what is there now.

Three-way: what this AP left alone takes the present value; what they changed stays theirs, and
where somebody else changed it too the present value is shown beside it.
"""

from bot.presenters.link_fields import AMENDABLE, Typed, spelled
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice


class Merged(Frozen):
    """`values` fill the form anew; `beside` has the present value of each field that both
    changed, `taken` the names of those where the other one's value was taken over."""

    values: dict[str, str]
    beside: dict[str, str]
    taken: tuple[str, ...]

    def same_as(self, now: Invoice) -> bool:
        """Whether nothing is left to save."""
        present = spelled(now.amendable())
        return all(self.values[name] == present[name] for name in present)


def merged(typed: Typed, seen: Invoice, now: Invoice) -> Merged:
    """`typed` by somebody who saw `seen`, over what is there `now`."""
    base, present = spelled(seen.amendable()), spelled(now.amendable())
    values, beside, taken = typed.values(), {}, []
    for name in (field.name for field in AMENDABLE):
        theirs_changed = present[name] != base[name]
        mine_changed = values[name] != base[name]
        if not mine_changed:
            values[name] = present[name]
            taken += [name] if theirs_changed else []
        elif theirs_changed and values[name] != present[name]:
            beside[name] = present[name]
    return Merged(values=values, beside=beside, taken=tuple(taken))
