"""The codewords of a QR code: a payload in bytes at error correction M (ISO/IEC 18004:2015, 7.4
to 7.6), as segno makes them.

The rest of a division by the generator is kept as one integer, from which a table takes a codeword
at a time: segno's way, number by number, takes twenty times as long.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain, cycle, islice, zip_longest

_CORRECTING = (
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
)  # fmt: skip
"""Of a block, by version from 1 on (table 9)."""
_BLOCKS = (
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
)  # fmt: skip
_BYTES = 0b0100
_WITH_LONG_COUNT = 10
"""From this version on the count of bytes has 16 bits."""
_PADS = 0xEC, 0x11
_FIELD = 0x11D


def version_for(length: int) -> int:
    """The smallest that holds so many bytes. Raises ValueError where none does."""
    for version in range(1, len(_BLOCKS) + 1):
        if length + (3 if version >= _WITH_LONG_COUNT else 2) <= _data_of(version):
            return version
    raise ValueError(f"{length} bytes are too many for a QR code")


def codewords(payload: bytes, version: int) -> bytes:
    """Of the data and of the correction, in the order in which they are placed."""
    data, count = _data(payload, version), _BLOCKS[version - 1]
    short, longer = divmod(len(data), count)
    sizes = [short] * (count - longer) + [short + 1] * longer
    at = iter(data)
    blocks = [bytes(islice(at, size)) for size in sizes]
    corrections = [_correction(block, _CORRECTING[version - 1]) for block in blocks]
    return bytes(chain(_in_turn(blocks), _in_turn(corrections)))


def _data(payload: bytes, version: int) -> bytes:
    """With what fills the symbol. segno puts a codeword of zeros after the terminator."""
    size = 16 if version >= _WITH_LONG_COUNT else 8
    head = (_BYTES << size | len(payload)) << 8 * len(payload)
    octets = (head | int.from_bytes(payload)) << 4
    said = octets.to_bytes(len(payload) + 1 + size // 8)
    return bytes(islice(chain(said, b"\0", cycle(_PADS)), _data_of(version)))


def _data_of(version: int) -> int:
    """How many codewords of data a symbol has: all but those that correct it."""
    modules = (16 * version + 128) * version + 64
    if version > 1:
        patterns = version // 7 + 2
        modules -= (25 * patterns - 10) * patterns - 55
    if version >= 7:
        modules -= 36
    return modules // 8 - _BLOCKS[version - 1] * _CORRECTING[version - 1]


def _in_turn(blocks: list[bytes]) -> Iterator[int]:
    """The first of each block, then the second of each."""
    columns = chain.from_iterable(zip_longest(*blocks))
    return (each for each in columns if each is not None)


def _correction(block: bytes, correcting: int) -> bytes:
    steps, rest, top = _steps(correcting), 0, 8 * (correcting - 1)
    kept = (1 << top) - 1
    for each in block:
        rest = (rest & kept) << 8 ^ steps[rest >> top ^ each]
    return rest.to_bytes(correcting)


@cache
def _steps(correcting: int) -> tuple[int, ...]:
    """The generator (annex A) times each codeword, without its first term."""
    generator, root = [1], 1
    for _ in range(correcting):
        shifted = [0, *(_product(root, each) for each in generator)]
        generator = [a ^ b for a, b in zip([*generator, 0], shifted, strict=True)]
        root = _product(root, 2)
    steps = [0]
    for bit in range(8):
        term = int.from_bytes(bytes(_product(1 << bit, each) for each in generator[1:]))
        steps += [each ^ term for each in steps]
    return tuple(steps)


def _product(one: int, other: int) -> int:
    """In the field of 256 elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one > 0xFF:
            one ^= _FIELD
        other >>= 1
    return product
