"""What a text is found by."""

import pytest

from jupiter_core.domain.grams import beginning, grams_of, of_workspace


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("", []),
        ("ab", []),
        ("acme", ["acm", "cme"]),
        ("aaaa", ["aaa"]),
        ("東京都", ["東京都"]),
        ("a b", ["a b"]),
    ],
)
def test_each_three_characters_are_a_gram(text: str, grams: list[str]) -> None:
    assert grams_of(text) == grams


def test_a_long_text_is_chosen_by_its_beginning() -> None:
    assert len(grams_of("".join(chr(n) for n in range(0x4E00, 0x4E00 + 100)))) == 22


@pytest.mark.parametrize(
    ("word", "sought"), [("a", "a"), ("ac", " ac"), ("acm", "acm"), ("%%", "%%"), ("東京", "東京")]
)
def test_two_latin_letters_begin_a_word(word: str, sought: str) -> None:
    assert beginning(word) == sought


def test_workspaces_and_kinds_are_three_characters_apart() -> None:
    marks = {of_workspace(kind, team) for kind in ("invoice", "customer") for team in ("T1", "T2")}
    assert len(marks) == 4
    assert {len(each) for each in marks} == {3}
