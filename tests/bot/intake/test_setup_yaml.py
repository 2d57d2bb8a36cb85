"""Plain YAML only: what it could do beyond text, mappings and lists is refused."""

import pytest

from bot.intake.files.setup import read_setup
from bot.intake.files.yaml import read_tree
from jupiter_core.domain.refusals import Refusal


def reason_of(text: str) -> str:
    with pytest.raises(Refusal) as caught:
        read_setup(text)
    return caught.value.sentence


def test_scalars_stay_text_and_nothing_is_empty() -> None:
    text = "a: NO\nb: 000123\nc: ~\nd: '~'\ne: [true, 1.0]\nf:\n"
    assert read_tree(text) == {
        "a": "NO",
        "b": "000123",
        "c": "",
        "d": "~",
        "e": ["true", "1.0"],
        "f": "",
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("a: [", "line 1"),
        ("a: &x 1\nb: *x", "an anchor or an alias"),
        ("a: !!python/object/apply:os.system [ls]", "line 1 has a tag"),
        ("[" * 200, "nested too deeply"),
        ("---\na: 1\n---\nb: 2", "line"),
        ("\x00", "a character that YAML does not allow"),
        ("customers: []\n" + "#" * 1_000_001, "more than 1,000,000 characters"),
        ("just words", "an object with the keys"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused(text: str, reason: str) -> None:
    assert reason in reason_of(text)
