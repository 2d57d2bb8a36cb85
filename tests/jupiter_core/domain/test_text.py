"""Text from people: kept as typed, or refused by its field's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.refusals import InvalidEmail, Refusal, Required, TooLong, Unprintable
from jupiter_core.domain.text import email_of, key_of, line_of, lines_of, paragraph_of

FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    "typed",
    [
        "<!channel> *_~`",
        "<https://evil|Pay here>",
        "=1+1",
        "Ünïcödé",
        "مرحبا بالعالم",
        "日本",
        FAMILY,
        "می\u200cخواهم",
        "&amp; <b>",
        "{0} %s",
        "\\n",
    ],
)
def test_odd_but_visible_text_is_kept_as_typed(typed: str) -> None:
    assert line_of(typed, "Memo", 100) == typed
    assert paragraph_of(typed, "Memo", 100) == typed


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u2067",
        "\ufff9",
        "\ud800",
        "\ue000",
        "\U000e0041",
    ],
)
def test_what_nobody_can_see_is_refused_by_its_field(hidden: str) -> None:
    for read in (line_of, paragraph_of):
        with pytest.raises(Unprintable) as refusal:
            read(f"4500{hidden}017342", "PO number", 100)
        assert refusal.value.what == "PO number"
        assert f"U+{ord(hidden):04X}" in refusal.value.sentence


@pytest.mark.parametrize("typed", ["\u200d", "4500\u200d017342", "PO \u200c1", "a\u200d"])
def test_a_joiner_that_only_hides_is_refused(typed: str) -> None:
    with pytest.raises(Unprintable):
        line_of(typed, "PO number", 100, required=True)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("4500\u200b017342", "4500017342"),
        ("\ufeffRollout", "Rollout"),
        ("Rollout\ufeff ", "Rollout"),
        ("Dienst\u00adleistung", "Dienstleistung"),
        ("\u200eAcme Ltd\u200f", "Acme Ltd"),
        ("Of\ufb01ce", "Office"),
        ("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb06", "fffiflffifflst"),
        ("word\u2060joiner", "wordjoiner"),
        ("\ufb05", "st"),
    ],
)
def test_what_comes_along_unseen_with_pasted_text_is_taken_out(pasted: str, kept: str) -> None:
    for read in (line_of, paragraph_of, lines_of):
        assert read(pasted, "Memo", 100) == kept


def test_lines_are_kept_as_typed_and_folded_within() -> None:
    typed = " \u2022 Seats\t250 \r\n\u00a0Support,  24/7\r\n\n\n\nTraining\vRollout\u2028Go-live \n"
    assert lines_of(typed, "A description", 100) == (
        "\u2022 Seats 250\nSupport, 24/7\n\nTraining\nRollout\nGo-live"
    )
    with pytest.raises(Required):
        lines_of(" \n\u200b\n", "A description", 100)


def test_white_space_is_folded_in_a_line_and_kept_between_the_lines_of_a_paragraph() -> None:
    assert line_of(" a\t b\u00a0\u2003c\r\nd ", "Memo", 100) == "a b c d"
    assert paragraph_of("\r\n a  \r\n\rb \n", "Memo", 100) == "a\n\nb"


def test_tabs_pasted_from_a_sheet_become_spaces() -> None:
    assert paragraph_of("Seats\t250", "Memo", 100) == "Seats 250"


def test_composed_and_decomposed_letters_are_one() -> None:
    assert line_of("A\u0308rzte", "Memo", 5) == "Ärzte"


@pytest.mark.parametrize("typed", ["", " ", "\t\n", "\u3000"])
def test_nothing_is_not_enough_where_something_is_needed(typed: str) -> None:
    with pytest.raises(Required) as refusal:
        line_of(typed, "Legal name", 10, required=True)
    assert refusal.value.what == "Legal name"


def test_ten_thousand_characters_are_refused_with_both_numbers() -> None:
    with pytest.raises(TooLong) as refusal:
        paragraph_of("x" * 10_000, "Memo", 2000)
    assert (refusal.value.limit, refusal.value.length) == (2000, 10_000)
    assert paragraph_of("x" * 2000, "Memo", 2000)


@given(st.text(max_size=60))
def test_reading_what_was_read_changes_nothing(typed: str) -> None:
    for read in (line_of, paragraph_of, lines_of):
        try:
            once = read(typed, "Memo", 60)
        except Refusal:
            continue
        assert read(once, "Memo", 60) == once


@pytest.mark.parametrize(
    "typed",
    ["dana@acme.example", " d.r+po@sub.acme.example ", "ü@bücher.de", "O'Neil@ACME.example"],
)
def test_a_plausible_address_is_an_email(typed: str) -> None:
    assert email_of(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "dana",
        "dana@acme",
        "@acme.example",
        "a@b@c.de",
        "dana@-acme.de",
        "dana@acme..de",
        "Dana <d@a.de>",
        "d a@a.de",
        "d@a.de,e@a.de",
        "d@a.de?bcc=x",
        "d@a.de/x",
        "d@a%0a.de",
        ".d@a.de",
        "d..e@a.de",
        "d" * 65 + "@a.de",
        "d@192.0.2.1",
        "d@[192.0.2.1]",
        '"d e"@a.de',
        "d@printer.local",
        "d@☃.example",
        "d@a。de",
        "d@mail．a.de",
    ],
)
def test_what_is_no_address_is_no_email(typed: str) -> None:
    with pytest.raises(InvalidEmail):
        email_of(typed)


def test_the_key_of_a_name_in_ascii_alone_is_as_in_any_other_name() -> None:
    for each in map(chr, range(128)):
        assert key_of(f"{each}é") == f"{key_of(each)}é"
    assert key_of("ACME-Corp. & Söhne") == "acme-corp. & söhne"
    assert key_of("ACME-Corp. & 7") == "acme-corp. & 7"
    assert key_of("a\x00B") == "a b"
