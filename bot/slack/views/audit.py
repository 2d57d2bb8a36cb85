"""The audit trail as a table: who decided what and when, by person and period."""

from datetime import date

from bot.slack.views import blocks as b
from bot.slack.views.data_table import Row, data_table, rows_that_fit, said_of, text_cell
from bot.slack.views.rich_text import Rendered
from bot.wording.figures import day, moment
from bot.wording.text import shortened
from jupiter_core.domain.actor import ActorKind
from jupiter_core.domain.period import Period
from jupiter_core.queries.audit_page import AuditLook, AuditPage, AuditScope
from jupiter_core.queries.exports.audit_trail import Entry

PERSON, FROM, TO, SCOPE = "audit_person", "audit_from", "audit_to", "audit_scope"
EVERYONE, FILE = "audit_everyone", "audit_file"
_HEADER = ("When", "Who", "What", "Of", "Changes and reason")
_SCOPES = {
    AuditScope.DECISIONS: "Approvals and decisions",
    AuditScope.EVERYTHING: "Everything",
}
_DEAL = frozenset({"invoice", "credit note", "contract"})
_NOUNS = {"sender profile": "legal entity", "api key": "API key"}
_NAME, _SAID = 80, 300
_NOTHING = "Nothing in this period."


def audit_message(page: AuditPage) -> Rendered:
    """The table with what narrows it; or the sentence that there is nothing."""
    rows = rows_that_fit(_HEADER, [_row(each) for each in page.entries])
    caption = _caption(page, len(rows))
    ways = [b.actions(_controls(page.look), look_text(page.look)), b.actions(_buttons(page.look))]
    if not page.entries:
        return b.escaped(f"{caption}. {_NOTHING}"), [
            b.header(caption),
            b.section(b.plain(_NOTHING)),
            *ways,
        ]
    table = data_table(caption, _HEADER, rows, page_size=10, named=2)
    return said_of(table)[: b.MESSAGE_LIMIT], [table, *ways]


def look_text(look: AuditLook) -> str:
    """What the block of the fields is called: `decisions:2027-01-01:2027-01-31:U0FIONA`."""
    period = look.period
    return f"{look.scope.value}:{period.first}:{period.last}:{look.person}"


def read_look(text: str) -> AuditLook:
    """What `look_text` wrote. Raises ValueError for anything else, OutOfRange for a period that
    ends before it begins."""
    scope, first, last, person = text.split(":", 3)
    period = Period.checked(date.fromisoformat(first), date.fromisoformat(last))
    return AuditLook(period=period, person=person, scope=AuditScope(scope))


def _caption(page: AuditPage, shown: int) -> str:
    period = page.look.period
    of = f"the latest {shown:,} of {page.total:,}" if page.total > shown else f"{page.total:,}"
    return f"{_SCOPES[page.look.scope]}, {day(period.first)} to {day(period.last)} ({of})"


def _row(entry: Entry) -> Row:
    by = entry.by.name or entry.by.id
    key = ", by API key" if entry.by.kind is ActorKind.API_KEY else ""
    said = "; ".join([*(each.words for each in entry.changes), *filter(None, [entry.note])])
    noun = _NOUNS.get(entry.noun, entry.noun)
    of = entry.title if entry.noun in _DEAL else f"{noun} {entry.title}"
    return [
        text_cell(moment(entry.at)),
        text_cell(f"{shortened(by, _NAME)}{key}"),
        text_cell(entry.action),
        text_cell(shortened(of, _NAME)),
        text_cell(shortened(said, _SAID)),
    ]


def _controls(look: AuditLook) -> list[b.Block]:
    person: b.Block = {
        "type": "users_select",
        "action_id": PERSON,
        "placeholder": b.plain("Everyone"),
    }
    scopes = [b.option(words, each.value) for each, words in _SCOPES.items()]
    return [
        {**person, "initial_user": look.person} if look.person else person,
        _date(FROM, look.period.first),
        _date(TO, look.period.last),
        b.select(SCOPE, scopes, initial=look.scope.value),
    ]


def _buttons(look: AuditLook) -> list[b.Block]:
    value = look_text(look)
    everyone = [b.button("Everyone", EVERYONE, value=value)] if look.person else []
    return [*everyone, b.button("Download the whole trail", FILE, value=value)]


def _date(action_id: str, initial: date) -> b.Block:
    return {"type": "datepicker", "action_id": action_id, "initial_date": initial.isoformat()}
