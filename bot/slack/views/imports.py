"""The dry run of a file that another system exported: what it would do, and what is wrong in it."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.intake.imports.reading import ReadImport
from bot.intake.imports.told import Told
from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered
from bot.wording.importing import bad_line, change_line, plan_words
from bot.wording.text import one_line, shortened
from jupiter_core.domain.importing import Fate, ImportKind, ImportPlan
from jupiter_core.domain.statement_columns import DateOrder

RUN_NEW, RUN_ALL, HOW, HOW_FORM = "import_new", "import_all", "import_how", "import_form"
MOST_BAD, MOST_CHANGED = 10, 5
_MOST_TEXT = 2900


class DryRun(NamedTuple):
    """What a button of a dry run is about: the file, how it is read, and the plan that its reader
    has read."""

    file_id: str
    kind: ImportKind
    told: Told = Told()
    seal: str = ""

    def __str__(self) -> str:
        return json.dumps([self.file_id, self.kind, self.told, self.seal])


def read_dry_run(value: str) -> DryRun:
    """The reverse of its text."""
    file_id, kind, told, seal = json.loads(value)
    country, system, entity, dates, decimal = told
    order = DateOrder(dates) if dates else None
    return DryRun(file_id, ImportKind(kind), Told(country, system, entity, order, decimal), seal)


def dry_run_message(plan: ImportPlan, read: ReadImport, about: DryRun) -> Rendered:
    """Its text and blocks. Nothing is imported before somebody presses."""
    title = f"{_name(plan.file.name)}: {plan_words(plan)}"
    kind = plan.kind.many.capitalize()
    ignored = ", ".join(one_line(each, 60) for each in read.columns.ignored)
    small = [f"{kind}, a dry run: nothing is imported yet."]
    small += [f"Columns not used: {ignored}"] if ignored else []
    blocks = [
        b.section(b.plain(shortened(title, 1000))),
        b.context(*(shortened(each, 1500) for each in small)),
        *_listed(
            "Would change", [change_line(each) for each in plan.of(Fate.CHANGED)], MOST_CHANGED
        ),
        *_listed("Can't be read", [bad_line(each) for each in plan.bad], MOST_BAD),
        b.actions([*_run_buttons(plan, about), _how(about)]),
    ]
    return b.escaped(title), blocks


def unread_message(name: str, sentence: str, about: DryRun) -> Rendered:
    """A file that cannot be read as it looks like: how it is to be read can be said."""
    text = f"{_name(name)}: {sentence}"
    return b.escaped(text), [b.section(b.plain(text)), b.actions([_how(about, primary=True)])]


def how_form(about: DryRun, entities: Sequence[str], metadata: str) -> b.Block:
    """Asks for what the cells of a file do not say."""
    invoices = about.kind is ImportKind.OPEN_INVOICES
    fields = _invoice_fields(about.told, entities) if invoices else [_country(about.told)]
    return b.modal(
        "How it is read",
        fields,
        callback_id=HOW_FORM,
        submit="Check again",
        close="Cancel",
        private_metadata=metadata,
    )


def _country(told: Told) -> b.Block:
    country = b.text_input("country", initial=told.country, most=60)
    hint = "Of customers whose row names none, such as US or United States."
    return b.field("country", "Country", country, optional=True, hint=hint)


def _invoice_fields(told: Told, entities: Sequence[str]) -> list[b.Block]:
    system = b.text_input("system", initial=told.system, most=60, placeholder="QuickBooks")
    options = [b.option(shortened(each, b.OPTION_LIMIT), str(n)) for n, each in enumerate(entities)]
    chosen = str(entities.index(told.entity)) if told.entity in entities else None
    entity = b.select("entity", options, initial=chosen)
    orders = [b.option(order.words, order.value) for order in DateOrder]
    dates = b.select("dates", orders, initial=told.dates.value if told.dates else None)
    marks = [b.option("1,234.56", "."), b.option("1.234,56", ",")]
    decimal = b.select("decimal", marks, initial=told.decimal or None)
    unless = "Where the rows do not say it."
    seen = "Where the file does not show it."
    return [
        b.field("system", "System that issued the invoices", system),
        *(
            [b.field("entity", "Legal entity", entity, optional=True, hint=unless)]
            if options
            else []
        ),
        b.field("dates", "Dates are written like", dates, optional=True, hint=seen),
        b.field("decimal", "Amounts are written like", decimal, optional=True, hint=seen),
    ]


def _run_buttons(plan: ImportPlan, about: DryRun) -> list[b.Block]:
    new, changed = len(plan.of(Fate.NEW)), len(plan.of(Fate.CHANGED))
    value = str(about._replace(seal=plan.seal))
    left = plan.bad_rows
    asks: dict[str, Any] = {}
    if left:
        rows = "1 row" if left == 1 else f"{left:,} rows"
        question = f"{rows} with mistakes will be left out. You can correct and import them later."
        asks = {"confirm": b.confirm("Leave out rows with mistakes?", question, "Import the rest")}
    made = []
    if changed:
        both = f"Import {new:,} new and {changed:,} changed" if new else f"Change {changed:,}"
        made.append(b.button(both, RUN_ALL, value=value, style="primary", **asks))
    if new:
        style = None if changed else "primary"
        label = f"Import {new:,} new{' only' if changed else ''}"
        made.append(b.button(label, RUN_NEW, value=value, style=style, **asks))
    return made


def _how(about: DryRun, *, primary: bool = False) -> b.Block:
    style = "primary" if primary else None
    return b.button("Change how it is read", HOW, value=str(about), style=style)


def _listed(heading: str, lines: list[str], most: int) -> list[b.Block]:
    if not lines:
        return []
    more = [f"and {len(lines) - most:,} more"] if len(lines) > most else []
    text = shortened("\n".join((*lines[:most], *more)), _MOST_TEXT)
    return [b.rich_text([b.words(heading, bold=True)]), b.section(b.plain(text))]


def _name(name: str) -> str:
    return f"“{one_line(name, 80)}”"
