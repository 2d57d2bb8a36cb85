"""A form is written as every form is."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.form import form_encoded


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('{"a": [1]}', b"%7B%22a%22%3A+%5B1%5D%7D"),
        ("50%25 + 3 ~ x_y-z.", b"50%2525+%2B+3+~+x_y-z."),
        ("a\nb", b"a%0Ab"),
        ("€", b"%E2%82%AC"),
        ("", b""),
    ],
)
def test_a_text_is_written(text: str, written: bytes) -> None:
    assert form_encoded({"payload": text}) == b"payload=" + written


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=3))
def test_what_is_written_reads_back(form: dict[str, str]) -> None:
    read = parse_qs(form_encoded(form).decode(), keep_blank_values=True)
    assert read == {name: [text] for name, text in form.items()}
