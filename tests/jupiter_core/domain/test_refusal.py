"""A refusal has the fields that its class annotates, and says them in its sentence."""

from typing import Any

import pytest

from jupiter_core.domain.refusals import OutOfRange, Refusal, SelfApproval


class _TooFew(Refusal):
    template = "{what} needs {least} lines."
    what: str
    least: int = 1


class _OfPages(_TooFew):
    pages: int = 1


def test_fields_are_said_in_their_order_or_by_name_and_may_have_a_usual_value() -> None:
    assert str(_TooFew("An invoice")) == "An invoice needs 1 lines."
    assert str(_TooFew("A contract", least=2)) == "A contract needs 2 lines."
    assert repr(_TooFew("A", 3)) == "_TooFew(what='A', least=3)"


def test_a_refusal_of_a_refusal_adds_its_fields_after_those() -> None:
    refusal = _OfPages("A", 2, 7)
    assert (refusal.what, refusal.least, refusal.pages) == ("A", 2, 7)


@pytest.mark.parametrize(
    ("kind", "values", "named"),
    [
        (_TooFew, (), {}),
        (_TooFew, ("A", 1, 2), {}),
        (_TooFew, ("A",), {"what": "B"}),
        (_TooFew, ("A",), {"most": 3}),
        (OutOfRange, ("A share",), {}),
    ],
)
def test_a_field_that_is_missing_said_twice_or_unknown_is_an_error_of_the_program(
    kind: type[Refusal], values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match=kind.__name__):
        kind(*values, **named)


def test_the_same_refusal_twice_is_two() -> None:
    assert SelfApproval("JUS-1") != SelfApproval("JUS-1")
