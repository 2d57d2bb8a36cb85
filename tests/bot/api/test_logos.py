"""The logo of a legal entity by API, over the real paper."""

from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from PIL import Image

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.events import EventName
from tests.factories import WORKSPACE
from tests.harness.api_client import System
from tests.jupiter_core.documents.logos import a_photograph, an_svg

PATH = "/sender-profiles/sender-us"


@pytest.fixture
def system() -> System:
    return System(renderer=PdfRenderer())


def sent(content: bytes) -> dict[str, str]:
    return {"content": b64encode(content).decode()}


def test_a_photograph_becomes_the_logo_and_approvers_are_told(system: System) -> None:
    answer = system.call("PUT", f"{PATH}/logo", sent(a_photograph(600, 200, "JPEG")))
    assert answer.status_code == 200, answer.text
    read = system.call("GET", f"{PATH}/logo")
    assert read.headers["Content-Type"] == "image/png"
    with Image.open(BytesIO(read.content)) as picture:
        assert (picture.mode, picture.width) == ("RGB", 472)
    with system.store.read(WORKSPACE) as uow:
        profile = uow.sender_profiles.get("sender-us")
        told = uow.events.of("sender-us")[-1]
    assert b64decode(profile.logo.partition(",")[2]) == read.content
    assert told.name is EventName.SENDER_PROFILE_CHANGED
    assert [each.what for each in told.changes] == ["Logo"]


def test_the_same_picture_again_changes_nothing(system: System) -> None:
    first = system.call("PUT", f"{PATH}/logo", sent(an_svg()))
    with system.store.read(WORKSPACE) as uow:
        events = len(uow.events.of("sender-us"))
    again = system.call("PUT", f"{PATH}/logo", sent(an_svg()))
    assert again.headers["ETag"] == first.headers["ETag"]
    with system.store.read(WORKSPACE) as uow:
        assert len(uow.events.of("sender-us")) == events


def test_all_else_of_the_entity_is_changed_without_its_logo(system: System) -> None:
    system.call("PUT", f"{PATH}/logo", sent(an_svg()))
    body = {
        "legal_name": "Jupiter US Inc.",
        "address": {"street": "1 Way", "city": "Reno", "region": "NV", "country": "US"},
        "series": "JUS-",
    }
    assert system.call("PUT", PATH, body, if_match="*").status_code == 200
    assert system.call("GET", f"{PATH}/logo").content == an_svg()


def test_a_logo_is_removed(system: System) -> None:
    system.call("PUT", f"{PATH}/logo", sent(an_svg()))
    assert system.call("DELETE", f"{PATH}/logo").status_code == 200
    assert system.call("GET", f"{PATH}/logo").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("%%%", "must be a picture in base64"),
        (b64encode(b"GIF89a" + bytes(20)).decode(), "Send a PNG, JPEG, WebP or SVG."),
        (b64encode(an_svg("<script/>")).decode(), "This SVG has <script>"),
        (b64encode(b"\xff\xd8\xff" + bytes(40)).decode(), "the JPEG cannot be read"),
    ],
)
def test_what_is_no_logo_is_refused_at_its_place(system: System, content: str, told: str) -> None:
    answer = system.call("PUT", f"{PATH}/logo", {"content": content})
    assert 400 <= answer.status_code < 500
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "#/content"
    assert told in error["detail"]
    assert system.call("GET", f"{PATH}/logo").status_code == 404
