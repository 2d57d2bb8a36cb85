"""Secrets at rest: readable by whoever has the operator's key, and by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.security.secret_box import CannotOpen, SecretBox

OLD, NEW = "o" * 40, "n" * 40


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_sealed_opens_to_itself(text: str) -> None:
    secret_box = SecretBox([NEW])
    assert secret_box.open(secret_box.seal(text)) == text


def test_the_sealed_text_shows_nothing_and_is_another_one_each_time() -> None:
    secret_box = SecretBox([NEW])
    first, second = secret_box.seal("whsec_secret"), secret_box.seal("whsec_secret")
    assert first != second
    assert "whsec" not in first


def test_a_new_key_in_front_still_opens_what_the_old_one_sealed() -> None:
    sealed = SecretBox([OLD]).seal("whsec_secret")
    assert SecretBox([NEW, OLD]).open(sealed) == "whsec_secret"


def test_the_newest_key_seals() -> None:
    sealed = SecretBox([NEW, OLD]).seal("whsec_secret")
    assert SecretBox([NEW]).open(sealed) == "whsec_secret"


def test_without_its_key_it_stays_shut() -> None:
    sealed = SecretBox([OLD]).seal("whsec_secret")
    with pytest.raises(CannotOpen):
        SecretBox([NEW]).open(sealed)


@pytest.mark.parametrize("broken", ["", "x", "ä", "gAAAAA=="])
def test_what_was_never_sealed_does_not_open(broken: str) -> None:
    with pytest.raises(CannotOpen):
        SecretBox([NEW]).open(broken)


def test_a_changed_character_is_noticed() -> None:
    secret_box = SecretBox([NEW])
    sealed = secret_box.seal("whsec_secret")
    changed = sealed[:40] + ("A" if sealed[40] != "A" else "B") + sealed[41:]
    with pytest.raises(CannotOpen):
        secret_box.open(changed)


def test_a_seal_is_renewed_with_the_newest_key_and_then_left_alone() -> None:
    old = SecretBox([OLD]).seal("whsec_secret")
    renewed = SecretBox([NEW, OLD]).renewed(old)
    assert SecretBox([NEW]).open(renewed) == "whsec_secret"
    assert SecretBox([NEW, OLD]).renewed(renewed) == renewed


def test_what_cannot_be_opened_is_not_renewed() -> None:
    old = SecretBox([OLD]).seal("whsec_secret")
    assert SecretBox([NEW]).renewed(old) == old
