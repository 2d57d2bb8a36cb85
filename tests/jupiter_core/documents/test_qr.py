"""Codes as rectangles."""

from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.documents.qr import rectangles


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
