"""What is described is what happens: whatever the description allows, and whatever it does not."""

from dataclasses import replace
from typing import Any

import schemathesis
from schemathesis import Case
from schemathesis.schemas import BaseSchema

from bot.api.rates import Rates
from jupiter_core.domain.api_key import Scope
from tests.bot.api.answers import Told
from tests.harness.api_client import System

_REFUSED_BY_MEANING = ("400", "403", "404", "409", "412", "422", "428")
"""A body of the right shape may still be of no such customer, or of an invoice that is paid; a
cursor of the right letters (400) may be of no page."""
_CHECKS = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", *_REFUSED_BY_MEANING]},
    "negative_data_rejection": {"expected-statuses": ["401", *_REFUSED_BY_MEANING]},
    "missing_required_header": {"expected-statuses": ["400", "401", "403", "422", "428"]},
}


def described(system: System, examples: int, **more: Any) -> BaseSchema:
    """The description that the system serves, to be tried with so many requests an operation."""
    system.api.ctx = replace(system.api.ctx, strangers=Rates(100_000))
    generation = {
        "max-examples": examples,
        "deterministic": True,
        "database": "none",
        "with-security-parameters": False,  # a check of its own leaves the key out
    }
    config = {"generation": {**generation, **more.pop("generation", {})}, "checks": _CHECKS, **more}
    return schemathesis.openapi.from_asgi(
        "/api/openapi.json", system.web, config=schemathesis.Config.from_dict(config)
    )


_EMPTY, _USED = System(*Scope), Told()
_ANYTHING = described(_EMPTY, 15)
_OF_WHAT_IS_THERE = described(
    _USED,
    8,
    generation={"mode": "positive"},
    phases={"coverage": {"enabled": False}},
    parameters={f"path.{name}": value for name, value in _USED.known.items()},
)


@_ANYTHING.parametrize()
def test_every_operation_does_what_its_description_says(case: Case[Any]) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {_EMPTY.key.secret}"})


@_OF_WHAT_IS_THERE.parametrize()
def test_every_operation_on_what_is_there_answers_as_described(case: Case[Any]) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {_USED.key.secret}"})
