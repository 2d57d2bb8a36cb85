"""What is described is what happens: whatever the description allows, and whatever it does not."""

from dataclasses import replace

import schemathesis
from schemathesis import Case

from bot.api.rates import Rates
from tests.bot.api.system import System

_REFUSED_BY_MEANING = ("400", "403", "404", "409", "412", "422", "428")
"""A body of the right shape may still be of no such customer, or of an invoice that is paid; a
cursor of the right letters (400) may be of no page."""
_CONFIG = schemathesis.Config.from_dict(
    {
        "generation": {"max-examples": 15, "deterministic": True, "database": "none"},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", *_REFUSED_BY_MEANING]},
            "negative_data_rejection": {"expected-statuses": ["401", *_REFUSED_BY_MEANING]},
            "missing_required_header": {"expected-statuses": ["400", "401", "403", "422", "428"]},
        },
    }
)
_SYSTEM = System()
_SYSTEM.api.state.door = replace(_SYSTEM.api.state.door, strangers=Rates(100_000))
_SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", _SYSTEM.web, config=_CONFIG)


@_SCHEMA.parametrize()
def test_every_operation_does_what_its_description_says(case: Case) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {_SYSTEM.key.secret}"})
