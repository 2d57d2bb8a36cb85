"""`jupiter sbom`: which libraries this installation runs, each with its version and licence.

As CycloneDX 1.6 in JSON (ECMA-424): https://cyclonedx.org/docs/1.6/json/
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Annotated, Any

import typer

US = "jupiter-invoice"
_LONGEST_NAME = 100
_REQUIRED = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?[^;]*(?:;(.*))?")
_EXTRA = re.compile(r"extra\s*==\s*[\"']([^\"']+)[\"']")


def sbom(
    licences: Annotated[
        bool, typer.Option("--licences", help="A line each for people, instead.")
    ] = False,
) -> None:
    """Prints the libraries that this installation runs, as CycloneDX 1.6 in JSON."""
    used = libraries()
    if not licences:
        typer.echo(json.dumps(bill_of_materials(used), indent=1))
        return
    for each, _ in used.values():
        typer.echo(f"{each.name} {each.version}  {', '.join(licences_of(each))}")


def libraries() -> dict[str, tuple[Distribution, list[str]]]:
    """What we need that is installed, and what that needs; by name, with the names of what each
    needs itself. We are the first."""
    found: dict[str, tuple[Distribution, list[str]]] = {}
    waiting = [(US, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop(0)
        if name in found and not extras:
            continue
        try:
            known = distribution(name)
        except PackageNotFoundError:
            continue  # of another system or Python, by its marker
        needed = list(_needed(known, extras))
        found[name] = (known, sorted({each for each, _ in needed}))
        waiting += needed
    return {
        name: (known, [each for each in needed if each in found])
        for name, (known, needed) in found.items()
    }


def bill_of_materials(used: dict[str, tuple[Distribution, list[str]]]) -> dict[str, Any]:
    """The same installation gives the same bytes: it has no time and no number of its own."""
    ours, *others = (_component(each) for each, _ in used.values())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**ours, "type": "application"}},
        "components": sorted(others, key=lambda each: str(each["name"])),
        "dependencies": [
            {"ref": _purl(each), "dependsOn": [_purl(used[name][0]) for name in needed]}
            for each, needed in used.values()
        ],
    }


def licences_of(known: Distribution) -> list[str]:
    """As the library itself says: one expression of SPDX, or names."""
    if expression := _said(known, "License-Expression"):
        return [expression]
    of_kind = (each.split(" :: ") for each in known.metadata.get_all("Classifier") or ())
    names = [each[-1] for each in of_kind if each[0] == "License" and len(each) > 2]
    plain = _said(known, "License")
    return names or ([plain] if plain and len(plain) <= _LONGEST_NAME else [])


def _said(known: Distribution, field: str) -> str:
    return next(iter(known.metadata.get_all(field) or ()), "").strip()


def _component(known: Distribution) -> dict[str, Any]:
    licences = licences_of(known)
    expression = _said(known, "License-Expression")
    return {
        "type": "library",
        "bom-ref": _purl(known),
        "name": known.name,
        "version": known.version,
        "purl": _purl(known),
        "licenses": (
            [{"expression": expression}]
            if expression
            else [{"license": {"name": each}} for each in licences]
        ),
    }


def _needed(known: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in known.requires or ():
        read = _REQUIRED.match(line)
        if read is None:
            continue
        extra = _EXTRA.search(read[3] or "")
        if extra is None or extra[1] in extras:
            wanted = frozenset(each.strip() for each in (read[2] or "").split(",") if each.strip())
            yield _canonical(read[1]), wanted


def _purl(known: Distribution) -> str:
    return f"pkg:pypi/{_canonical(known.name)}@{known.version}"


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
