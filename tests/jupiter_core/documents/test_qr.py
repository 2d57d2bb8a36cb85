"""Codes as rectangles."""

import pytest
import segno
from hypothesis import example, given, settings
from hypothesis import strategies as st
from segno.helpers import make_epc_qr

from jupiter_core.documents.qr import payment_code, rectangles
from jupiter_core.documents.qr_codewords import version_for
from jupiter_core.documents.qr_mask import best_rows, finders
from jupiter_core.domain.payment_reference import ReferenceKind
from tests.factories import a_content, a_euro_bank, a_line
from tests.jupiter_core.documents.papers import an_issued


def test_a_run_of_black_squares_is_one_rectangle() -> None:
    assert list(rectangles(10, 20, 30, ["110", "000", "101"])) == [
        (10, 20, 20, 10),
        (10, 40, 10, 10),
        (30, 40, 10, 10),
    ]


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.lists(st.text("01", min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
def test_the_rectangles_cover_the_black_squares_and_no_others(rows: list[str]) -> None:
    size = len(rows)
    covered = {
        (round(left) + step, round(top))
        for left, top, width, height in rectangles(0, 0, size, rows)
        for step in range(round(width))
    }
    assert covered == {(x, y) for y in range(size) for x in range(size) if rows[y][x] == "1"}


def test_a_reference_by_iso_11649_stands_in_its_own_field_of_the_payment_code() -> None:
    """EPC069-12: the tenth element is the structured reference, the eleventh the text."""
    bank = a_euro_bank().model_copy(update={"reference": ReferenceKind.RF})
    line = a_line("Platform", "1", "100.00", "EUR", "19")
    content = a_content(currency="EUR", remit_to=bank, lines=(line,))
    invoice = an_issued(content=content)
    made = make_epc_qr("Jupiter EU GmbH", "DE89370400440532013000", 119,
                       reference="RF77JUS000001", bic="COBADEFFXXX", encoding="utf-8")  # fmt: skip
    assert payment_code(invoice, invoice.total) == tuple(
        "".join("1" if square else "0" for square in row) for row in made.matrix
    )


def _segnos(payload: bytes) -> tuple[str, ...]:
    chosen = segno.make_qr(payload, error="m", mode="byte", boost_error=False)
    return tuple("".join("1" if square else "0" for square in row) for row in chosen.matrix)


@settings(max_examples=12)
@given(st.binary(min_size=1, max_size=180))
@example(b"a" * 14)
def test_a_code_is_the_one_that_segno_chooses_of_all_eight(payload: bytes) -> None:
    assert best_rows(payload) == _segnos(payload)


@pytest.mark.parametrize("length", [181, 331, 997])
def test_so_is_a_code_of_several_blocks_and_of_as_many_bytes_as_a_payment_may_have(
    length: int,
) -> None:
    """181 bytes are the first that are counted in 16 bits; 331 and 997 the most of an EPC code and
    of a Swiss bill."""
    payload = bytes(n * n % 251 for n in range(length))
    assert best_rows(payload) == _segnos(payload)


def test_the_smallest_code_that_has_room_is_chosen() -> None:
    """Table 7 of ISO/IEC 18004:2015: the most bytes at error correction M."""
    most = {1: 14, 2: 26, 6: 106, 7: 122, 9: 180, 10: 213, 13: 331, 25: 997, 26: 1059, 40: 2331}
    assert {version_for(length): length for length in most.values()} == most
    assert [version_for(length + 1) for length in (14, 180, 213, 331)] == [2, 10, 11, 14]


def test_more_bytes_than_a_code_can_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="2332 bytes are too many"):
        best_rows(b"a" * 2332)


def test_two_marks_like_a_finder_that_share_modules_count_as_one() -> None:
    """Bits from the left: the second begins four modules into the first one."""
    alone, shared = int("0000101110100000", 2), int("00001011101110100000", 2)
    assert [finders(each, 1) for each in (alone, shared)] == [1, 1]
