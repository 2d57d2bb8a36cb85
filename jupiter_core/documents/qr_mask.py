"""A QR code with the best of its eight masks (ISO/IEC 18004:2015, 7.7, 7.8), as segno chooses it.

segno places and judges module by module, which takes 3 ms a code. What is the same in every code of
a version comes from segno, once a process; a code is that and its codewords, as one integer with a
bit a module, whose neighbours are judged all at once by shifting it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

import segno
from segno import consts

from jupiter_core.documents.qr_codewords import codewords, version_for

_MASKS = 8
_MARGIN = 4
"""Light modules after each row: as many as stand beside what looks like a finder."""
_ALIGNMENT = (consts.TYPE_ALIGNMENT_PATTERN_DARK, consts.TYPE_ALIGNMENT_PATTERN_LIGHT)
_TIMING = 6
"""The row and the column of that pattern."""
_LARGEST_WITHOUT_VERSION = 41


class _Symbol(NamedTuple):
    """All codes of a version: where each bit goes, what each mask and the patterns add to that, and
    the modules that are judged. Each integer has its first module's bit on top."""

    side: int
    placed: Callable[[str], Sequence[str]]
    added: tuple[int, ...]
    judged: int


def best_rows(payload: bytes) -> tuple[str, ...]:
    """The code of `payload` at error correction M, from the top, "1" for black.

    Raises ValueError for more bytes than a code can hold.
    """
    version = version_for(len(payload))
    symbol = _symbol(version)
    side, data = symbol.side, _data(payload, version, symbol.placed)
    codes = [data ^ added for added in symbol.added]
    best = min(codes, key=lambda code: _penalty(code & symbol.judged, side))
    row = side + _MARGIN
    text = f"{best:0{side * row}b}"
    return tuple([text[at : at + side] for at in range(0, side * row, row)])


def _data(payload: bytes, version: int, placed: Callable[[str], Sequence[str]]) -> int:
    words = codewords(payload, version)
    return int("".join(placed(f"{int.from_bytes(words):0{8 * len(words)}b}0")), 2)


@cache
def _symbol(version: int) -> _Symbol:
    made = [
        segno.make_qr(b"any", version=version, error="m", mask=mask, boost_error=False, mode="byte")
        for mask in range(_MASKS)
    ]
    side = len(made[0].matrix)
    row, size = side + _MARGIN, 8 * len(codewords(b"any", version))
    places = [size] * (side * row)  # the 0 after the last bit
    for bit, (down, right) in zip(range(size), _way(made[0]), strict=False):
        places[down * row + right] = bit
    placed = itemgetter(*places)
    data = _data(b"any", version, placed)
    return _Symbol(side, placed, tuple(data ^ _bits(each.matrix) for each in made), _judged(side))


def _way(code: segno.QRCode) -> Iterator[tuple[int, int]]:
    """The modules of the data in their order: two columns at a time, from the right, up and down,
    past the column of the timing pattern (7.7.3)."""
    side = len(code.matrix)
    kinds: list[Any] = list(code.matrix_iter(border=0, verbose=True))
    taken = _telling(side) | _corners(side)
    for turn, right in enumerate((*range(side - 1, _TIMING, -2), 5, 3, 1)):
        for down in range(side) if turn % 2 else reversed(range(side)):
            for at in ((down, right), (down, right - 1)):
                if down != _TIMING and at not in taken and kinds[down][at[1]] not in _ALIGNMENT:
                    yield at


def _corners(side: int) -> set[tuple[int, int]]:
    """The finder patterns, with what is around them."""
    near, far = range(9), range(side - 8, side)
    return {*product(near, near), *product(near, far), *product(far, near)}


def _telling(side: int) -> set[tuple[int, int]]:
    """What tells of the mask and of the version."""
    ends = [n for n in (*range(9), *range(side - 8, side)) if n != _TIMING]
    told = {at for n in ends for at in ((8, n), (n, 8))}
    if side > _LARGEST_WITHOUT_VERSION:
        version = set(product(range(6), range(side - 11, side - 8)))
        told |= version | {(y, x) for x, y in version}
    return told


def _bits(matrix: Sequence[bytearray]) -> int:
    margin = "0" * _MARGIN
    return int("".join("".join(map(str, row)) + margin for row in matrix), 2)


def _judged(side: int) -> int:
    """All but what tells, which is light when masks are judged."""
    told = _telling(side)
    return _bits([bytearray((y, x) not in told for x in range(side)) for y in range(side)])


def _penalty(code: int, side: int) -> int:
    """Table 11 of the standard: runs of five, blocks, what looks like a finder, and how dark."""
    row = side + _MARGIN
    beside, below = _after_another(side)
    across, down = ~(code ^ code >> 1) & beside, ~(code ^ code >> row) & below
    runs = _runs(across, 1) + _runs(down, row)
    blocks = (across & across >> row & down).bit_count()
    alike = finders(code, 1) + finders(code, row)
    dark = float(code.bit_count()) / side**2
    return runs + 3 * blocks + 40 * alike + 10 * int(abs(dark * 100 - 50) / 5)


@cache
def _after_another(side: int) -> tuple[int, int]:
    """A bit for each module that has another on its left, and for each that has one above."""
    first, every, none = (text * side for text in ("0", "1", "0"))
    margin = "0" * _MARGIN
    beside = f"{first[:1]}{every[1:]}{margin}" * side
    return int(beside, 2), int(f"{none}{margin}" + f"{every}{margin}" * (side - 1), 2)


def _runs(same: int, step: int) -> int:
    """Three for each five of one colour and one for each more; `same` as the one before."""
    two = same & same >> step
    fives = two & two >> 2 * step
    return fives.bit_count() + 2 * (fives & ~(fives >> step)).bit_count()


def finders(code: int, step: int) -> int:
    """How many patterns are like a finder's with four light modules, or the edge, on either side.

    One that begins within another counts only where that one does not.
    """
    ends = code & code >> 2 * step & code >> 3 * step & code >> 4 * step & code >> 6 * step
    ends &= ~(code >> step | code >> 5 * step)
    dark = code | code << step
    dark |= dark << 2 * step
    found, count = ends & ~(dark << step & dark >> 10 * step), 0
    while found:
        first = found & ~(found >> 4 * step | found >> 6 * step)
        count += first.bit_count()
        found &= ~(first | first >> 4 * step | first >> 6 * step)
    return count
