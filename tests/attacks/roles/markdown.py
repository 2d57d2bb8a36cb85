"""The tables as Markdown, to be looked at."""

from collections.abc import Iterator, Mapping, Sequence

from tests.attacks.roles.keys import KEY_KINDS
from tests.attacks.roles.people import KINDS
from tests.attacks.roles.table import expected, sections
from tests.attacks.roles.table_api import expected_of_keys, opening, sections_of_keys
from tests.attacks.roles.table_web import OF_MANY, OPEN, expected_of_links
from tests.attacks.roles.visits import LINK_KINDS

_MARKS = {
    "allowed": "yes",
    "refused": "–",
    "refused in place": "–",
    "ignored": "·",
    "waiting": "waits",
}


def document() -> Iterator[str]:
    """Line by line: who is who, then each table."""
    yield "# Role by action"
    yield ""
    yield "`yes` is carried out, `–` refused, `·` acknowledged and nothing else."
    yield from _slack()
    yield from _keys()
    yield from _links()


def _slack() -> Iterator[str]:
    yield from _heading("In Slack", [(each.name, each.is_) for each in KINDS])
    cells, names = expected(), [each.name for each in KINDS]
    for title, rows in sections():
        yield from ("", f"### {title[0].upper()}{title[1:]}", "")
        yield from _table(["", *names], [[row, *_marks(cells[row], names)] for row in rows])


def _keys() -> Iterator[str]:
    yield from _heading("Over REST", [(each.name, f"a key {each.is_}") for each in KEY_KINDS])
    cells, names, scopes = expected_of_keys(), [each.name for each in KEY_KINDS], opening()
    for title, rows in sections_of_keys():
        yield from ("", f"### {title[0].upper()}{title[1:]}", "")
        lines = [
            [row, ", ".join(scopes[row]) or "none alone", *_marks(cells[row], names)]
            for row in rows
        ]
        yield from _table(["", "opened by", *names], lines)


def _links() -> Iterator[str]:
    yield from _heading("By a customer's link", [(each.name, each.is_) for each in LINK_KINDS])
    cells, names = expected_of_links(), [each.name for each in LINK_KINDS]
    yield ""
    yield from _table(["", *names], [[row, *_marks(cells[row], names)] for row in cells])
    yield from ("", "## Open to everybody", "")
    yield from _table(
        ["", "leaves behind"], [[row, left] for row, left in (OPEN | OF_MANY).items()]
    )


def _heading(title: str, people: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield from (f"- **{name}**: {words}" for name, words in people)


def _marks(cells: Mapping[str, str], names: Sequence[str]) -> list[str]:
    return [_MARKS[cells[name]] for name in names]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
