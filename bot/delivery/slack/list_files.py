"""A list as a CSV file in a direct message: all of its rows, read page by page when it is sent."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from slack_sdk import WebClient

from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import Receipt, post
from bot.exports.cells import csv_chunks, plain_text
from bot.slack.views import blocks as b
from bot.slack.views.found import status_of
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.search import SearchEntry, SearchKind, Wanted
from jupiter_core.ports import Message, Store, UnitOfWork
from jupiter_core.queries.finding import still_seen

MOST_ROWS = 50_000
_AT_ONCE = 500
_HELD = 1_000_000
_INVOICES = (
    *("number", "customer", "currency", "total", "due", "status", "issue_date", "due_date"),
    *("po_number", "external_id", "credit_note_for"),
)
_CONTRACTS = ("name", "customer", "currency", "total", "status", "start_date", "external_id")


class ListFiles:
    """Whoever may read less by now gets less. `uploads` is shared with the other files."""

    def __init__(self, store: Store, uploads: Uploads) -> None:
        self._store, self._uploads = store, uploads

    def send(self, client: WebClient, message: Message) -> Receipt:
        """A message to the person, the file in its thread. Raises as `slack_trouble`."""
        wanted = Wanted.model_validate(message.body["wanted"])
        named = f"{wanted.kind.value}s-{wanted.today.isoformat()}.csv"
        with self._store.read(message.workspace_id) as uow:
            wanted = wanted.model_copy(update={"sight": still_seen(uow, wanted.sight)})
            count = uow.search.count(wanted)
            content = list_csv(uow, wanted)
        said = f"{min(count, MOST_ROWS):,} {wanted.kind.value}{'' if count == 1 else 's'} as CSV"
        words = said if count <= MOST_ROWS else f"{said}, the first of {count:,}. Narrow the list."
        rendered = b.escaped(words), [b.section(b.plain(words))]
        place = post(client, message, message.body["user_id"], rendered)
        file = Paper(name=named, content=content, comment=words)
        first = message.attempts == 0
        file_id = self._uploads.share(client, message.id, place.channel, place, file, first=first)
        return {**place.receipt(), "file_id": file_id, "name": named}


def list_csv(uow: UnitOfWork, wanted: Wanted, *, at_once: int = _AT_ONCE) -> bytes:
    """The rows of a list as CSV (UTF-8, RFC 4180), none of its cells a formula; `at_once` are
    read."""
    header = _CONTRACTS if wanted.kind is SearchKind.CONTRACT else _INVOICES
    rows = (_cells(each, wanted) for each in _rows(uow, wanted, at_once))
    with SpooledTemporaryFile(max_size=_HELD) as made:
        for chunk in csv_chunks(_with_header(header, rows)):
            made.write(chunk)
        made.seek(0)
        return made.read()


def _with_header(header: tuple[str, ...], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    yield list(header)
    yield from rows


def _rows(uow: UnitOfWork, wanted: Wanted, at_once: int) -> Iterator[SearchEntry]:
    for skip in range(0, MOST_ROWS, at_once):
        page = uow.search.page(wanted, skip=skip, limit=at_once)
        yield from page
        if len(page) < at_once:
            return


def _cells(entry: SearchEntry, wanted: Wanted) -> list[str]:
    money = (entry.currency, entry.total.decimal)
    if entry.kind is SearchKind.CONTRACT:
        state = ContractState(entry.state).words
        cells = (entry.title, entry.customer, *money, state, entry.issue_date, entry.external_id)
        return [plain_text(each) for each in cells]
    cells_of_invoice = (
        *(entry.title, entry.customer, *money, entry.due.decimal),
        *(status_of(entry, wanted.today), entry.issue_date, entry.due_date),
        *(entry.po_number, entry.external_id, entry.corrects),
    )
    return [plain_text(each) for each in cells_of_invoice]
