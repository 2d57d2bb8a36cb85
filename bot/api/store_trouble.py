"""What is answered while the database does not do what it is asked."""

from jupiter_core.ports import StoreAway, StoreBusy, StoreTrouble, StoreUnsure, StoreUnusable

_BUSY = ("busy", "The service is busy. Nothing was done; try again in a moment.")
_UNSURE = (
    "The service broke off while it saved this. See whether it was done before you try again; "
    "with the same Idempotency-Key, it is done once."
)
_BROKEN = (
    "The service cannot keep its records, and its operators have to mend that. Nothing was done."
)
TROUBLES: dict[type[StoreTrouble], tuple[str, str]] = {
    StoreBusy: _BUSY,
    StoreAway: _BUSY,
    StoreUnsure: ("outcome_unknown", _UNSURE),
    StoreUnusable: ("out_of_order", _BROKEN),
}
"""For each kind its code and its sentence."""
