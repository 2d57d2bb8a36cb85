"""Anchors of the audit log as lines of a file: written, and read back."""

import json
from typing import Any

from pydantic import ValidationError

from jupiter_core.domain.audit import Anchor
from jupiter_core.domain.frozen import canonical_json


class BadAnchors(Exception):
    """A line of a file of anchors is none; says which."""


def line_of(anchor: Anchor) -> str:
    """Its canonical JSON, without a line's end."""
    return canonical_json(anchor)


def anchors_in(text: str) -> list[Anchor]:
    """Of a file with one a line, or of a JSON array of them. Raises BadAnchors."""
    stripped = text.strip()
    try:
        given: list[Any] = json.loads(stripped) if stripped.startswith("[") else []
    except ValueError:
        raise BadAnchors("the file is no JSON") from None
    if given:
        return [_anchor(json.dumps(each), n) for n, each in enumerate(given, start=1)]
    lines = enumerate(text.splitlines(), start=1)
    return [_anchor(line, n) for n, line in lines if line.strip()]


def _anchor(text: str, n: int) -> Anchor:
    try:
        return Anchor.model_validate_json(text)
    except ValidationError:
        raise BadAnchors(f"line {n} is no anchor") from None
