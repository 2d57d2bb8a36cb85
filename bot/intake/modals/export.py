"""What is chosen in the form of an export."""

from bot.exports.request import ExportKind, ExportRequest
from bot.exports.tables import Format
from bot.intake.documents.values import day_written
from bot.intake.errors import ErrorCollector
from bot.intake.view_state import Values, text_in
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import Required


def parse_export(values: Values, only_entity: str = "") -> ExportRequest:
    """`only_entity` is meant where there is one legal entity. Raises ValidationErrors."""
    checks = ErrorCollector()

    def text(name: str) -> str:
        return text_in(values, name) or ""

    kind = ExportKind(text("kind"))
    entity = text("entity") or only_entity
    if kind.is_journal and not entity:
        checks.add(Required("The legal entity of a journal"), "entity")
    first = checks.part("from", lambda: day_written(text("from")))
    last = checks.part("to", lambda: day_written(text("to")))
    checks.expect_none()
    assert first and last
    return ExportRequest(
        kind=kind,
        period=Period.checked(first, last),
        form=Format(text("format")),
        profile_id=entity if kind.is_journal else "",
        person=text("person") if kind is ExportKind.AUDIT_TRAIL else "",
    )
