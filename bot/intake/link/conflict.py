"""Two APs with the page open: what the second one typed, laid over what is there now.

Three-way: what this AP left alone takes the present value; what they changed stays theirs, and
where somebody else changed it too the present value is shown beside it.
"""

from bot.intake.link.fields import AMENDABLE, LinkForm, spelled
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice


class Merged(Frozen):
    """`values` fill the form anew; `beside` has the present value of each field that both
    changed."""

    values: dict[str, str]
    beside: dict[str, str]

    def same_as(self, now: Invoice) -> bool:
        """Whether nothing is left to save."""
        present = spelled(now.amendable())
        return all(self.values[name] == present[name] for name in present)


def merged(typed: LinkForm, seen: Invoice, now: Invoice) -> Merged:
    """`typed` by somebody who saw `seen`, over what is there `now`."""
    base, present = spelled(seen.amendable()), spelled(now.amendable())
    values, beside = typed.values(), {}
    for name in (field.name for field in AMENDABLE):
        if values[name] == base[name]:
            values[name] = present[name]
        elif present[name] not in (base[name], values[name]):
            beside[name] = present[name]
    return Merged(values=values, beside=beside)
