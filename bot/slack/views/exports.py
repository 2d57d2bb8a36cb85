"""The form of an export, and what is said while it is made."""

from collections.abc import Sequence
from datetime import date

from bot.exports.request import ExportKind, ExportRequest
from bot.exports.tables import Format
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered, spoken
from bot.wording.figures import day
from bot.wording.text import shortened
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import Refusal

EXPORT_FORM = "export_form"
KIND, FROM, TO, FORMAT, ENTITY, PERSON = ("kind", "from", "to", "format", "entity", "person")
_MOST_ENTITIES = 100


def export_form(
    entities: Sequence[SenderProfile], period: Period, metadata: ModalMetadata
) -> b.Block:
    """Prefilled with `period`; a legal entity is asked for where there are several."""
    kinds = [b.option(each.words, each.value) for each in ExportKind]
    forms = [b.option(each.value.upper(), each.value) for each in Format]
    fields = [
        b.field(KIND, "Export", b.select(KIND, kinds, initial=ExportKind.INVOICES.value)),
        b.field(FROM, "First day", _date(FROM, period.first)),
        b.field(TO, "Last day", _date(TO, period.last)),
        b.field(FORMAT, "File", b.select(FORMAT, forms, initial=Format.XLSX.value)),
        *_entity_field(entities),
        b.field(
            PERSON,
            "Only what one person did",
            {"type": "users_select", "action_id": PERSON},
            optional=True,
            hint="For the audit trail.",
        ),
        b.context("You get the file in a direct message."),
    ]
    return b.modal(
        "Export",
        fields,
        callback_id=EXPORT_FORM,
        submit="Export",
        close="Cancel",
        private_metadata=str(metadata),
    )


def _entity_field(entities: Sequence[SenderProfile]) -> list[b.Block]:
    if not entities:
        return []
    options = [b.option(each.legal_name, each.id) for each in entities[:_MOST_ENTITIES]]
    chosen = b.select(ENTITY, options, initial=entities[0].id if len(entities) == 1 else None)
    hint = "For a journal. Its ledger accounts are named with the API."
    return [b.field(ENTITY, "Legal entity", chosen, optional=True, hint=hint)]


def _date(action_id: str, initial: date) -> b.Block:
    return {"type": "datepicker", "action_id": action_id, "initial_date": initial.isoformat()}


def request_words(request: ExportRequest) -> str:
    """`Invoices, 1 Mar 2027 to 31 Mar 2027`."""
    period = request.period
    return f"{request.kind.words}, {day(period.first)} to {day(period.last)}"


def progress_words(request: ExportRequest, rows: int) -> str:
    """How far it has come."""
    so_far = f" {rows:,} {_noun(request)} so far." if rows else ""
    return f"Preparing {request_words(request)} …{so_far}"


def made_words(request: ExportRequest, rows: int) -> str:
    """What is in the file."""
    return f"{request_words(request)}: {rows:,} {_noun(request)}."


def refused_words(request: ExportRequest, refusal: Refusal) -> str:
    """Why there is no file."""
    return f"{request_words(request)} couldn't be exported. {shortened(refusal.sentence, 500)}"


def spoken_words(said: str) -> Rendered:
    """As a message."""
    words = [b.words(said)]
    return spoken(words), [b.rich_text(words)]


def _noun(request: ExportRequest) -> str:
    return "entries" if request.kind.is_journal else "rows"
