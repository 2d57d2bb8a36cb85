"""Papers that were drawn before are kept, within bounds, and never given to anybody else."""

from typing import cast

from bot.web.link.papers import Papers
from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer
from tests.bench.deal import a_version_of
from tests.factories import a_draft


class Drawing:
    """A renderer that says what it was asked for, in papers of a thousand bytes."""

    def __init__(self) -> None:
        self.asked: list[Version] = []

    def pdf(self, version: Version) -> bytes:
        self.asked.append(version)
        return f"{version.workspace_id} {version.hash}".encode().ljust(1000)


def papers(drawing: Drawing, most_bytes: int = 1_000_000) -> Papers:
    return Papers(cast(Renderer, drawing), most_bytes)


def test_the_same_version_is_drawn_once() -> None:
    drawing = Drawing()
    kept, version = papers(drawing), a_version_of(a_draft())
    again = Version.model_validate_json(version.model_dump_json())
    assert kept.of(version) == kept.of(again)
    assert len(drawing.asked) == 1


def test_what_differs_in_anything_is_another_paper() -> None:
    drawing = Drawing()
    kept, version = papers(drawing), a_version_of(a_draft())
    others = [
        version.model_copy(update={"workspace_id": "T0OTHER"}),
        version.model_copy(update={"hash": "0" * 64}),
        version.model_copy(update={"document": version.document.replace("Acme", "Evil")}),
    ]
    kept.of(version)
    assert b"T0OTHER" in kept.of(others[0])
    assert [kept.of(each) for each in others] == [Drawing().pdf(each) for each in others]
    assert drawing.asked == [version, *others]


def test_the_paper_that_nobody_asked_for_longest_makes_place() -> None:
    drawing = Drawing()
    versions = [
        a_version_of(a_draft()).model_copy(update={"sequence": n, "document": "x" * 1000})
        for n in range(3)
    ]
    first, second, third = versions
    kept = papers(drawing, most_bytes=10_000)  # two of 5,000
    for each in (first, second, first, third, first, second):
        kept.of(each)
    assert drawing.asked == [first, second, third, second]


def test_a_paper_that_is_too_large_is_drawn_and_not_kept() -> None:
    drawing = Drawing()
    kept, version = papers(drawing, most_bytes=10), a_version_of(a_draft())
    assert kept.of(version) == kept.of(version)
    assert len(drawing.asked) == 2
