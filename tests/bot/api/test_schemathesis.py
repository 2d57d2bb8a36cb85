"""What is described is what happens: whatever the description allows, and whatever it does not."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import schemathesis
from schemathesis import Case
from schemathesis.checks import load_all_checks
from schemathesis.core.result import Ok
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.schemas import APIOperation, BaseSchema
from structlog.testing import capture_logs

from bot.api.rates import Rates
from jupiter_core.domain.api_key import Scope
from tests.attacks.roles.routes import operations
from tests.bot.api.answers import Told
from tests.bot.api.shapes import Shapes
from tests.harness.api_client import System
from tests.harness.schemathesis_client import in_one_thread

_REFUSED_BY_MEANING = ("400", "403", "404", "409", "412", "422", "428")
"""A body of the right shape may still be of no such customer, or of an invoice that is paid; a
cursor of the right letters (400) may be of no page."""
_CHECKS = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", *_REFUSED_BY_MEANING]},
    "negative_data_rejection": {"expected-statuses": ["401", "413", *_REFUSED_BY_MEANING]},
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


OPERATIONS = operations()


@cache
def nothing_there() -> System:
    return System(*Scope)


@cache
def one_of_each() -> Told:
    return Told()


@cache
def of_anything() -> BaseSchema:
    return described(nothing_there(), 15)


@cache
def of_what_is_there() -> BaseSchema:
    told = one_of_each()
    return described(
        told,
        8,
        generation={"mode": "positive"},
        phases={"coverage": {"enabled": False}},
        parameters={f"path.{name}": value for name, value in told.known.items()},
    )


@cache
def of_bodies() -> Shapes:
    return Shapes(of_anything().raw_schema)


def tried(schema: BaseSchema, operation: str, system: System) -> None:
    """All cases of one operation. Schemathesis' own parametrization thinks them out when tests
    are collected, once more in each worker: half of a collection's time."""
    method, _, path = operation.partition(" ")
    headers = {"Authorization": f"Bearer {system.key.secret}"}
    load_all_checks()

    shapes = of_bodies()

    def answers_as_described(case: Case[Any]) -> None:
        if not shapes.is_tried_elsewhere(case):
            case.call_and_validate(headers=headers)

    with capture_logs():  # who asked for settings is told elsewhere, and costs a line each here
        in_one_thread(
            build_operation_test(
                config=schema.config,
                operation=schema[path][method],
                test_func=answers_as_described,
                given_kwargs={},
                feedback=FeedbackSources(
                    constants_value_source=make_constants_value_source(schema)
                ),
            )
        )


def test_every_operation_that_is_described_is_tried() -> None:
    described_ = {each.label for each in _each(of_anything())}
    assert described_ == set(OPERATIONS)


def test_a_wrong_part_of_a_body_is_tried_at_the_first_operation_that_takes_its_shape() -> None:
    shapes = of_bodies()
    city = "/properties/customer/oneOf/2/properties/address/properties/city/type"
    assert shapes.at("POST /invoices", city) == "AddressBody"
    assert shapes.at("POST /invoices", "/properties/memo/type") == "NewInvoice"
    assert shapes.at("PUT /customers/{customer_id}", "/required") == "CustomerBody"
    memo, elsewhere = "/properties/memo/type", shapes.is_tried_elsewhere
    where = ("POST /invoices", "POST /contracts", "PUT /invoices/{invoice_id}")
    cities, memos = zip(*(_wrong(each, city, memo) for each in where), strict=True)
    assert [elsewhere(each) for each in cities] == [False, True, True]
    assert [elsewhere(each) for each in memos] == [False] * 3


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_does_what_its_description_says(operation: str) -> None:
    tried(of_anything(), operation, nothing_there())


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_on_what_is_there_answers_as_described(operation: str) -> None:
    tried(of_what_is_there(), operation, one_of_each())


def _wrong(operation: str, *pointers: str) -> list[Case[Any]]:
    """The first case of an operation that is wrong at each of these places of its body."""
    schema = of_anything()
    method, _, path = operation.partition(" ")
    found = schema[path][method]
    generation = schema.config.generation_for(operation=found, phase="coverage")
    cases = schema.iter_coverage_cases(
        found, generation_modes=generation.modes, generation_config=generation
    )
    first: dict[str, Case[Any]] = {}
    while not first.keys() >= {*pointers}:
        case = next(cases)
        if case.meta is not None:
            first.setdefault(getattr(case.meta.phase.data, "location", ""), case)
    return [first[each] for each in pointers]


def _each(schema: BaseSchema) -> Iterator[APIOperation[Any, Any, Any, Any]]:
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()
