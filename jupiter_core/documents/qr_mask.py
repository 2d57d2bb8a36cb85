"""A QR code with the best of its eight masks (ISO/IEC 18004:2015, 7.8), as segno chooses it.

segno judges each mask module by module, which takes four times as long as all else that it does.
Here it makes the code with the first mask alone. What another mask changes is the same in every
code of a version, and what stands in rows and columns is judged as bytes.
"""

import re
from functools import cache

import segno

_MASKS = 8
_RUNS = re.compile(rb"\x00{5,}|\x01{5,}")
_FINDER = b"\x01\x00\x01\x01\x01\x00\x01"
_BETWEEN = b"\x02"
_LARGEST_WITHOUT_VERSION = 41


def best_rows(payload: bytes) -> tuple[str, ...]:
    """The code of `payload` at error correction M, from the top, "1" for black."""
    first = segno.make_qr(payload, error="m", mask=0, boost_error=False)
    side, modules = len(first.matrix), int.from_bytes(b"".join(first.matrix))
    changes, judged = _changes(int(first.version)), _judged(side)

    def penalty(mask: int) -> int:
        return _penalty(((modules ^ changes[mask]) & judged).to_bytes(side * side), side)

    best = modules ^ changes[min(range(_MASKS), key=penalty)]
    text = best.to_bytes(side * side).translate(_DIGITS).decode("ascii")
    return tuple(text[at : at + side] for at in range(0, len(text), side))


_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


@cache
def _changes(version: int) -> tuple[int, ...]:
    """What each mask changes in a code with the first one; a byte is a module."""
    made = [
        segno.make_qr(b"any", version=version, error="m", mask=mask, boost_error=False)
        for mask in range(_MASKS)
    ]
    first, *others = (int.from_bytes(b"".join(each.matrix)) for each in made)
    return (0, *(first ^ each for each in others))


@cache
def _judged(side: int) -> int:
    """All but what tells of the mask and the version, which is light when masks are judged."""
    kept = bytearray(b"\x01") * (side * side)
    ends = [n for n in (*range(9), *range(side - 8, side)) if n != 6]
    for n in ends:
        kept[8 * side + n] = kept[n * side + 8] = 0
    if side > _LARGEST_WITHOUT_VERSION:
        for near in range(6):
            for far in range(side - 11, side - 8):
                kept[near * side + far] = kept[far * side + near] = 0
    return int.from_bytes(kept)


def _penalty(modules: bytes, side: int) -> int:
    """Table 11 of the standard: runs of five, blocks, what looks like a finder, and how dark."""
    rows = [modules[at : at + side] for at in range(0, len(modules), side)]
    lines = [*rows, *(modules[at::side] for at in range(side))]
    runs = sum([len(each) - 2 for each in _RUNS.findall(_BETWEEN.join(lines))])
    finders = sum(_finders(line, side) for line in lines if _FINDER in line)
    dark = float(modules.count(1)) / side**2
    return runs + 3 * _blocks(modules, side) + 40 * finders + 10 * int(abs(dark * 100 - 50) / 5)


def _blocks(modules: bytes, side: int) -> int:
    """Two by two modules of one colour."""
    bits = int(modules.translate(_DIGITS), 2)
    below = bits >> side
    differs = (bits ^ bits >> 1) | (below ^ below >> 1) | (bits ^ below)
    return (side - 1) ** 2 - (differs & _corners(side)).bit_count()


@cache
def _corners(side: int) -> int:
    """A bit for each module that has others on its left and above it."""
    return int(("0" + "1" * (side - 1)) * (side - 1), 2)


def _finders(line: bytes, side: int) -> int:
    """Patterns like a finder's with four light modules, or the edge, on either side."""
    count, at = 0, line.find(_FINDER)
    while at != -1:
        end = at + 7
        if (
            at in (0, side - 7)
            or not any(line[max(at - 4, 0) : at])
            or not any(line[end : end + 4])
        ):
            count += 1
        else:
            end = at + 4
        at = line.find(_FINDER, end)
    return count
