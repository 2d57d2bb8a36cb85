"""All deeds in Slack, by their rows."""

from tests.attacks.roles import (
    deeds_builder,
    deeds_by_link,
    deeds_contract,
    deeds_invoice,
    deeds_setup,
)
from tests.attacks.roles.deeds import Deed


def all_deeds() -> dict[str, Deed]:
    """By row. Raises where two deeds would stand for one."""
    found: dict[str, Deed] = {}
    for module in (deeds_invoice, deeds_by_link, deeds_builder, deeds_contract, deeds_setup):
        for deed in module.DEEDS:
            assert deed.row not in found, f"two deeds of {deed.row}"
            found[deed.row] = deed
    return found
