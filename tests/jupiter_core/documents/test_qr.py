"""Codes as rectangles."""

import segno
from hypothesis import example, given, settings
from hypothesis import strategies as st
from segno.helpers import make_epc_qr

from jupiter_core.documents.qr import payment_code, rectangles
from jupiter_core.documents.qr_mask import best_rows
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


@settings(max_examples=12)
@given(st.binary(min_size=1, max_size=180))
@example(b"a" * 14)
def test_a_code_is_the_one_that_segno_chooses_of_all_eight(payload: bytes) -> None:
    chosen = segno.make_qr(payload, error="m", boost_error=False)
    assert best_rows(payload) == tuple(
        "".join("1" if square else "0" for square in row) for row in chosen.matrix
    )
