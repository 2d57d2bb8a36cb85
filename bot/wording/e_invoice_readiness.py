"""What e-invoices to a customer need, in words."""

from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness, StandardReadiness

_THERE, _MISSING = "✓", "✗"


def readiness_words(readiness: EInvoiceReadiness) -> list[str]:
    """A paragraph for each standard, and the notice at the end."""
    notice = [readiness.notice] if readiness.notice else []
    return [*map(_standard, readiness.standards), *notice]


def _standard(standard: StandardReadiness) -> str:
    missing = standard.missing
    state = f"{len(missing)} of {len(standard.fields)} missing" if missing else "complete"
    there = [f"{_THERE} {each.what}" for each in standard.fields if each.there]
    rows = [f"{standard.standard}, {standard.purpose}: {state}"]
    rows += [f"{_MISSING} {each.what}" for each in missing]
    return "\n".join([*rows, *([" · ".join(there)] if there else [])])
