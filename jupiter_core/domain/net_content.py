"""An invoice's content whose prices were entered with tax, at net prices."""

from jupiter_core.domain.content import Content
from jupiter_core.domain.tax_included import net_prices


def at_net_prices(content: Content) -> Content:
    """The same, whose prices were entered with tax. Raises what `Content.checked` does, or
    NoNetPrice at a line's `quantity`."""
    entered = content.checked()
    net = net_prices(entered.lines, entered.adjustments, entered.currency)
    return entered.model_copy(
        update={
            "lines": net.lines,
            "adjustments": net.adjustments,
            "tax_rounding": net.rounding,
            "prices_include_tax": True,
            "adjustments_with_tax": entered.adjustments,
        }
    )
