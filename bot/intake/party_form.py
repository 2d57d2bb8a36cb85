"""People's forms about parties: flat, from path to text, as the documents of parties.

What was typed is a mapping from path to text: `legal_name`, `address.street`, `tax_ids[0].kind`,
`bank_accounts[0].iban`. A path that is absent counts as empty.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict

from bot.intake.documents.base import Notation
from bot.intake.documents.party import CustomerBody
from bot.intake.documents.reading import required
from bot.intake.party import Typed
from bot.intake.paths import steps_of
from jupiter_core.domain.party import Customer


class CustomerForm(CustomerBody):
    """A customer; what else the form has may be there."""

    model_config = ConfigDict(extra="ignore")


def read_customer(typed: Typed, customer_id: str) -> Customer:
    """Raises ValidationErrors."""
    return required(CustomerForm, tree_of(typed), Notation.PERSON).meant(customer_id)


def tree_of(typed: Mapping[str, str]) -> dict[str, Any]:
    """The document that flat paths stand for; a list has its items in the order of their numbers.
    >>> tree_of({"address.city": "Berlin", "tax_ids[0].kind": "eu_vat"})
    {'address': {'city': 'Berlin'}, 'tax_ids': [{'kind': 'eu_vat'}]}
    """
    tree: dict[str, Any] = {}
    for path, text in typed.items():
        *above, last = steps_of(path)
        place: Any = tree
        for step in above:
            place = place.setdefault(step, {})
        place[last] = text
    return {key: _listed(value) for key, value in tree.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    within = {key: _listed(each) for key, each in value.items()}
    if within and all(isinstance(key, int) for key in within):
        return [within[key] for key in sorted(within)]
    return within
