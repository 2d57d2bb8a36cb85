"""The same version gives the same bytes, in any process, zone and hash seed."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jupiter_core.documents.logo import raster_of
from jupiter_core.documents.pdf import PdfRenderer
from tests.factories import a_content, a_draft, a_sender_profile
from tests.jupiter_core.documents.logos import a_png_logo
from tests.jupiter_core.documents.papers import a_version, an_issued, printed, the_first_version

ROOT = Path(__file__).parents[3]
PINNED = "65f9fa43d21edb287a6da05c5733b95f0e6efc55c4d913b28dfe132c14495814"
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


def test_no_stream_is_deflated_since_that_would_hang_on_the_machine() -> None:
    content = PdfRenderer().pdf(a_version(an_issued()))
    assert b"/FlateDecode" not in content
    assert len(content) < 60_000


def test_a_logo_is_kept_as_it_was_deflated_when_it_was_chosen() -> None:
    seller = a_sender_profile(logo=a_png_logo()).seller()
    content = PdfRenderer().pdf(a_version(an_issued(content=a_content(seller=seller))))
    assert content.count(b"/FlateDecode") == 1
    assert raster_of(a_png_logo()).rows in content


def test_versions_of_one_invoice_share_the_lasting_id_only() -> None:
    ids: list[Any] = [printed(a_version(an_issued(revision=n))).trailer["/ID"] for n in (1, 2)]
    one, two = ids
    assert one[0] == two[0]
    assert one[1] != two[1]
