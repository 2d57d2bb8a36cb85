"""Pointers of mistakes: each leads to a place that the sender can see in what they sent."""

import pytest

from bot.api.pointers import pointer_into, pointer_of

BODY = {
    "customer": {"name": "Acme"},
    "lines": [{"kind": "subscription", "escalators": [{"percent": True}], "a/b~": 1}],
}


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("memo", "#/memo"),
        ("lines[0].escalators[12].percent", "#/lines/0/escalators/12/percent"),
        ("a/b~", "#/a~1b~0"),
    ],
)
def test_a_path_of_ours_is_a_pointer(path: str, pointer: str) -> None:
    assert pointer_of(path, {"memo", "lines", "a/b~"}) == pointer


@pytest.mark.parametrize(
    ("path", "field", "pointer"),
    [
        ("sender_profile_id", "sender", "#/sender"),
        ("sender_profile_id", "sender_profile_id", "#/sender_profile_id"),
        ("shares[1].invoice_id", "invoices", "#/invoices/1/invoice_id"),
        ("settle_as", "settle_rest_as", "#/settle_rest_as"),
        ("sender_profile_id", "reason", None),
    ],
)
def test_what_is_pointed_to_is_a_field_of_the_body(
    path: str, field: str, pointer: str | None
) -> None:
    assert pointer_of(path, {field}) == pointer


@pytest.mark.parametrize(
    ("steps", "pointer"),
    [
        ((), "#"),
        (("lines", 0), "#/lines/0"),
        (("customer", "as described", "name"), "#/customer/name"),
        (
            ("lines", 0, "subscription", "escalators", 0, "percent"),
            "#/lines/0/escalators/0/percent",
        ),
        (("lines", 0, "subscription", "a/b~"), "#/lines/0/a~1b~0"),
        (("lines", 7), "#/lines"),
    ],
)
def test_what_the_body_does_not_have_is_no_step(steps: tuple[object, ...], pointer: str) -> None:
    assert pointer_into(BODY, steps) == pointer


def test_what_is_missing_is_pointed_to_where_it_should_be() -> None:
    steps = ("customer", "as described", "address")
    assert pointer_into(BODY, steps, missing=True) == "#/customer/address"
    assert pointer_into(None, ("customer",), missing=True) == "#/customer"


@pytest.mark.parametrize("hostile", ["\n", "\u202e", "\x00"])
def test_a_step_that_cannot_be_seen_breaks_no_line(hostile: str) -> None:
    assert pointer_into({hostile: 1}, (hostile,)) == "#/�"
