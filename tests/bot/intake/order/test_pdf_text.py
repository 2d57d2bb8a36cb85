"""A stranger's PDF is read by a process of its own: it can say nothing, and break nothing."""

import time
import zlib
from collections.abc import Callable

import pytest

from bot.intake.order.pdf_text import pdf_text
from tests.harness.po_files import ENCRYPTED, a_pdf, with_attachment, with_script


def a_file(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalog, without a table of them."""
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def deflated(content: bytes, times: int = 1) -> bytes:
    """So many times the content. Each part is packed by itself, so one stands for all of them."""
    packing = zlib.compressobj(9)
    begun = packing.compress(b"") + packing.flush(zlib.Z_FULL_FLUSH)
    part = packing.compress(content) + packing.flush(zlib.Z_FULL_FLUSH)
    sum_of_all = 1
    for _ in range(times):
        sum_of_all = zlib.adler32(content, sum_of_all)
    packed = begun + part * times + b"\x03\x00" + sum_of_all.to_bytes(4)
    head = b"<</Length %d/Filter/FlateDecode>>" % len(packed)
    return head + b"stream\n" + packed + b"\nendstream"


def with_page(content: bytes, kids: bytes = b"3 0 R", count: int = 1) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]/Resources<<>>>>"
    return a_file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        page,
        content,
    )


def test_text_is_read_and_nothing_more_is_said_of_a_plain_file() -> None:
    read = pdf_text(a_pdf("Purchase order", "PO number: 4500017342"))
    assert read.text.split("\r\n") == ["Purchase order", "PO number: 4500017342"]
    assert not read.active


@pytest.mark.parametrize("content", [with_script(), with_attachment()], ids=["script", "file"])
def test_scripts_and_attached_files_are_noticed_and_not_run(content: bytes) -> None:
    read = pdf_text(content)
    assert read.active
    assert "4500017342" in read.text


def test_of_many_pages_the_first_five_are_read() -> None:
    lines = [f"line {n}" for n in range(1000)]
    text = pdf_text(a_pdf(*lines)).text
    assert "line 0" in text
    assert text.count("\f") == 4
    assert "line 999" not in text


@pytest.mark.parametrize(
    "content",
    [
        lambda: ENCRYPTED,
        lambda: b"%PDF-1.7 nothing at all %%EOF",
        lambda: b"%PDF-1.7\n" + b"<<" * 100_000 + b"%%EOF",
        lambda: b"%PDF-1.7\n" + b"[" * 500_000 + b"%%EOF",
        lambda: with_page(deflated(bytes(1_000_000), times=400)),
        lambda: with_page(deflated(b"q " * 500_000, times=80)),
        lambda: with_page(deflated(b""), kids=b"3 0 R " * 300_000, count=2_000_000_000),
        lambda: with_page(deflated(b""), kids=b"2 0 R", count=1),
        lambda: a_pdf("x")[:-400] + b"%%EOF",
    ],
    ids=[
        *("encrypted", "broken", "deep dictionaries", "deep lists", "bomb", "long work"),
        *("pages without end", "a circle", "cut off"),
    ],
)
def test_a_hostile_file_has_no_text_and_takes_no_longer_than_it_may(
    content: Callable[[], bytes],
) -> None:
    hostile = content()
    begun = time.monotonic()
    assert not pdf_text(hostile).text.strip("\f")
    assert time.monotonic() - begun < 30
