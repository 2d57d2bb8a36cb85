"""All deeds in Slack, by their rows."""

from tests.attacks.roles import (
    actions_audit,
    actions_bank,
    actions_builder,
    actions_by_link,
    actions_collection,
    actions_contract,
    actions_desk,
    actions_directory,
    actions_finding,
    actions_invoice,
    actions_many,
    actions_money,
    actions_setup,
)
from tests.attacks.roles.actions import Action


def all_deeds() -> dict[str, Action]:
    """By row. Raises where two deeds would stand for one."""
    found: dict[str, Action] = {}
    for module in (
        actions_invoice,
        actions_by_link,
        actions_audit,
        actions_bank,
        actions_builder,
        actions_collection,
        actions_contract,
        actions_desk,
        actions_directory,
        actions_finding,
        actions_money,
        actions_many,
        actions_setup,
    ):
        for action in module.DEEDS:
            assert action.row not in found, f"two deeds of {action.row}"
            found[action.row] = action
    return found
