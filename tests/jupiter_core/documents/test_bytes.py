"""The same version gives the same bytes, in any process, zone and hash seed."""

import os
import re
import subprocess
import sys
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from deflate import zlib_compress

from jupiter_core.documents import canvas, fast
from jupiter_core.documents.archive import Attached, FileMetadata
from jupiter_core.documents.deflating import deflated
from jupiter_core.documents.layout import planned
from jupiter_core.documents.logo import raster_of
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.documents.sheet import LETTER
from tests.factories import NOW, a_content, a_draft, a_line, a_sender_profile
from tests.jupiter_core.documents.logos import a_png_logo
from tests.jupiter_core.documents.papers import a_version, an_issued, printed, the_first_version

ROOT = Path(__file__).parents[3]
PINNED = "ae6826bdb8a8d04fa5e515b8238f5b95a12a90b959bad42c86e4dced3235be6f"
"""Of the deal's first version. It changes with the page, the fonts or the e-invoice inside, and
with nothing else; whoever changes one of these looks at the page and pins it anew."""

_PROGRAM = """
from hashlib import sha256
from jupiter_core.documents.pdf import PdfRenderer
from tests.jupiter_core.documents.papers import the_first_version
print(sha256(PdfRenderer().pdf(the_first_version())).hexdigest())
"""


def _hash() -> str:
    return sha256(PdfRenderer().pdf(the_first_version())).hexdigest()


def test_the_deal_has_the_bytes_that_it_had() -> None:
    assert _hash() == PINNED


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Tokyo", "1"), ("America/Los_Angeles", "2")])
def test_another_process_in_another_zone_makes_the_same_bytes(zone: str, seed: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stdout.strip() == _hash()


def test_what_was_printed_before_leaves_no_trace() -> None:
    before = _hash()
    PdfRenderer().pdf(a_version(a_draft()))
    assert _hash() == before


def _streams(content: bytes) -> list[tuple[bytes, bytes]]:
    """The dictionary and the bytes of each stream."""
    found = re.finditer(rb" 0 obj\n<<((?:(?!endobj).)*?)>>\nstream\n", content, re.DOTALL)
    parts = [(each[1], content[each.end() :]) for each in found]
    return [(head, rest[: rest.index(b"\r\nendstream")]) for head, rest in parts]


@pytest.mark.parametrize("way", [fast.painted, canvas.painted], ids=["fast", "stock"])
def test_every_stream_but_the_metadata_is_deflated_by_the_pinned_library(way: Any) -> None:
    invoice = an_issued()
    about = FileMetadata(
        title="t", author="a", at=NOW, document="1", instance="1", attached=Attached(b"<i/>")
    )
    content = way(planned(a_version(invoice), invoice, LETTER), LETTER, about)
    plain = [head for head, _ in _streams(content) if b"/FlateDecode" not in head]
    assert len(plain) == 1
    assert b"/Metadata" in plain[0]
    squeezed = [stream for head, stream in _streams(content) if b"/FlateDecode" in head]
    assert len(squeezed) >= 7
    for stream in squeezed:
        assert zlib_compress(zlib.decompress(stream), 6) == stream


def test_what_is_deflated_has_the_bytes_that_the_pinned_release_makes_of_it() -> None:
    text = b"".join(b"%d 0 obj line %d\n" % (n, n * n) for n in range(500))
    made = deflated(text)
    assert zlib.decompress(made) == text
    assert (
        sha256(made).hexdigest()
        == "9409b6f7c7dc2fab828bf3cc6e73c2d53a9c6974fe4e94f5b3427072dd421238"
    )


@pytest.mark.parametrize(("lines", "limit"), [(4, 26_000), (300, 68_000)])
def test_a_file_is_small(lines: int, limit: int) -> None:
    content = a_content(lines=tuple(a_line(f"Line {n}", "1", "1.10") for n in range(lines)))
    assert len(PdfRenderer().pdf(a_version(an_issued(content=content)))) < limit


def test_a_logo_is_kept_as_it_was_deflated_when_it_was_chosen() -> None:
    seller = a_sender_profile(logo=a_png_logo()).seller()
    content = PdfRenderer().pdf(a_version(an_issued(content=a_content(seller=seller))))
    assert raster_of(a_png_logo()).rows in content


def test_versions_of_one_invoice_share_the_lasting_id_only() -> None:
    ids: list[Any] = [printed(a_version(an_issued(revision=n))).trailer["/ID"] for n in (1, 2)]
    one, two = ids
    assert one[0] == two[0]
    assert one[1] != two[1]
