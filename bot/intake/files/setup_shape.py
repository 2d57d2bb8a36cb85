"""The shape of the setup file, and its flattening: each text under its path in the document."""

from typing import Any

from bot.intake.errors import ErrorCollector
from bot.intake.files.yaml import Tree
from bot.intake.party import ACCOUNT_PARTS, ADDRESS_PARTS, Typed
from bot.intake.refusals import UnknownKey, WrongShape
from bot.wording.text import shortened

Shape = Any
"""A mapping of keys to shapes, a list of one shape, or `str` for a single value."""

_ADDRESS = dict.fromkeys(ADDRESS_PARTS, str)
_TAX_IDS = [{"kind": str, "value": str}]

WORKSPACE: Shape = {
    "approvers": [str],
    "approvals": str,
    "rules": [{"at_least": str, "currency": str, "approvals": str}],
    "bank_confirmations": str,
    "bank_delay_hours": str,
    "appointment_days": str,
    "account_in_currency": str,
    "drafters": [str],
    "readers": str,
    "issue_lead_days": str,
    "po_reminder_first_days": str,
    "po_reminder_every_days": str,
    "plan": str,
    "finance_channel": str,
}
SENDER_PROFILE: Shape = {
    "key": str,
    "legal_name": str,
    "address": _ADDRESS,
    "tax_ids": _TAX_IDS,
    "email": str,
    "phone": str,
    "endpoint": str,
    "series": str,
    "colour": str,
    "logo": str,
    "time_zone": str,
    "back_dating": str,
    "bank_accounts": [dict.fromkeys(ACCOUNT_PARTS, str)],
}
CUSTOMER: Shape = {
    "key": str,
    "name": str,
    "address": _ADDRESS,
    "tax_ids": _TAX_IDS,
    "ap_contact": {"name": str, "email": str},
    "attention": str,
    "cost_centre": str,
    "po_required": str,
    "language": str,
    "buyer_reference": str,
    "endpoint": str,
    "defaults": {
        "sender": str,
        "currency": str,
        "net_terms": str,
        "tax_rate": str,
        "tax_category": str,
    },
}
FILE: Shape = {
    "workspace": WORKSPACE,
    "sender_profiles": [SENDER_PROFILE],
    "customers": [CUSTOMER],
}


def sections(tree: Tree, checks: ErrorCollector) -> dict[str, list[Typed | None]]:
    """Each section's items, flat (`address.city`); `workspace` is a list of one.

    What has not the shape of the file is kept in `checks`; an item that is no mapping is None.
    """
    whole = _mapping(tree, FILE, "", checks)
    found: dict[str, list[Typed | None]] = {}
    for name, part in whole.items():
        shape = FILE[name]
        several = isinstance(shape, list)
        parts = _list(part, name, checks) if several else [part]
        found[name] = [
            _flat(each, shape[0] if several else shape, f"{name}[{n}]" if several else name, checks)
            for n, each in enumerate(parts)
        ]
    return found


def _flat(tree: Tree, shape: Shape, path: str, checks: ErrorCollector) -> Typed | None:
    """The texts in `tree`, each under its path from here."""
    found: dict[str, str] = {}
    _collect(tree, shape, path, "", checks, found)
    return found if isinstance(tree, dict) else None


def _collect(
    tree: Tree, shape: Shape, place: str, path: str, checks: ErrorCollector, found: dict[str, str]
) -> None:
    """`place` is the path from the top of the document, `path` from the item."""
    if isinstance(shape, dict):
        for key, each in _mapping(tree, shape, place, checks).items():
            inner = f"{path}.{key}" if path else key
            _collect(each, shape[key], f"{place}.{key}", inner, checks, found)
    elif isinstance(shape, list):
        for n, each in enumerate(_list(tree, place, checks)):
            _collect(each, shape[0], f"{place}[{n}]", f"{path}[{n}]", checks, found)
    elif isinstance(tree, str):
        found[path] = tree
    else:
        checks.add(WrongShape("a single value"), place)


def _mapping(tree: Tree, shape: Shape, place: str, checks: ErrorCollector) -> dict[str, Tree]:
    """Its known keys; the others are mistakes."""
    if tree == "":
        return {}
    if not isinstance(tree, dict):
        checks.add(WrongShape(f"a mapping with the keys {', '.join(shape)}"), place)
        return {}
    for key in tree:
        if key not in shape:
            name = shortened(key, 60)
            checks.add(UnknownKey(", ".join(shape)), f"{place}.{name}" if place else name)
    return {key: each for key, each in tree.items() if key in shape}


def _list(tree: Tree, place: str, checks: ErrorCollector) -> list[Tree]:
    if tree == "":
        return []
    if not isinstance(tree, list):
        checks.add(WrongShape("a list"), place)
        return []
    return tree
