"""The contract builder's modal, drawn from its form."""

from collections.abc import Sequence

from bot.intake.contract.terms import Preview, preview_of
from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.form import MOST_LINES
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.contract.calendar import OPEN
from bot.slack.views.contract.schedule import years_billed
from bot.slack.views.deal_fields import (
    adjustments_field,
    cautioned,
    currency_field,
    late_fee_field,
    net_terms_fields,
    parties,
    prices_field,
    references_field,
    said_above,
    words_fields,
)
from bot.wording import figures as words
from bot.wording.contract_calendar import calendar_facts
from bot.wording.contract_lines import line_facts, title_of
from bot.wording.text import shortened
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.contract.lines import ContractLine
from jupiter_core.domain.contract.name import NAME_LIMIT
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import SavedForm

CALLBACK = "contract_builder"
FREQUENCIES = (
    ("annual", "Once a year"),
    ("semiannual", "Every six months"),
    ("quarterly", "Every three months"),
    ("monthly", "Every month"),
    ("upfront", "All upfront, on one invoice"),
    ("custom", "Every so many months…"),
)
TIMINGS = (("advance", "In advance"), ("arrears", "In arrears"))
LINES = "contract_lines"
LINES_AT_A_TIME = 40
"""With all else that the modal may have, they stay well below what a view may have."""
_LIMIT = 700


def contract_modal(
    saved: SavedForm,
    form: ContractForm,
    profiles: Sequence[SenderProfile],
    *,
    unfinished: Sequence[tuple[str, str]] = (),
    warning: str = "",
    cautions: Sequence[Caution] = (),
) -> Block:
    """The modal. `unfinished` are other forms that can be taken up again: id and words."""
    preview = preview_of(form)
    blocks = [
        *said_above(form, unfinished),
        *_parties(saved.id, form, profiles),
        *_terms(saved.id, form, preview),
        *cautioned(cautions),
        b.divider(),
        b.header("Lines"),
        *_lines(form, preview),
        *_add_line(form),
        adjustments_field(saved.id, form),
        *_taxes(saved.id, form, profiles),
        *_warning(warning or preview.problem),
        b.header("What will be billed"),
        *_billed(preview),
        b.actions([b.button("See the schedule", "contract_schedule")], "see_schedule"),
    ]
    return b.modal(
        "Change contract" if form.contract_id else "New contract",
        blocks,
        callback_id=CALLBACK,
        submit="Submit for approval",
        close="Keep as draft",
        private_metadata=saved.id,
        notify_on_close=True,
    )


def _parties(form_id: str, form: ContractForm, profiles: Sequence[SenderProfile]) -> list[Block]:
    """Name and parties, which a change leaves as they are."""
    if form.contract_id:
        named = shortened(f"{form.name}, with {form.customer_name}", 300)
        return [b.section(b.plain(named), block_id="contract")]
    element = b.text_input("contract_name", initial=form.name, most=NAME_LIMIT, live=True)
    name = b.field(
        form.block_id(form_id, "name"),
        "Name",
        element,
        optional=True,
        dispatching=True,
        hint="Find it with /invoice contract NAME. Defaults to the customer and year.",
    )
    return [*parties(form_id, form, profiles), name]


def _terms(form_id: str, form: ContractForm, preview: Preview) -> list[Block]:
    def block(name: str) -> str:
        return form.block_id(form_id, name)

    start: Block = {"type": "datepicker", "action_id": "contract_start"}
    if form.start_date:
        start["initial_date"] = form.start_date
    term = b.text_input(
        "contract_term", initial=form.term_months, live=True, placeholder="3 years", most=40
    )
    frequency = b.select(
        "contract_frequency", _options(FREQUENCIES), initial=form.billing_frequency
    )
    timing = b.select("contract_timing", _options(TIMINGS), initial=form.billing_timing)
    return [
        currency_field(form_id, form),
        prices_field(form_id, form),
        b.field(block("start_date"), "Start", start, dispatching=True),
        b.field(block("term_months"), "Term, in months or years", term, dispatching=True),
        b.field(block("billing_frequency"), "Billed", frequency, dispatching=True),
        *_months(form_id, form),
        b.field(block("billing_timing"), "Timing", timing, dispatching=True),
        *net_terms_fields(form_id, form),
        late_fee_field(form_id, form),
        *_calendar(preview),
        *words_fields(form_id, form),
        references_field(form_id, form),
    ]


def _taxes(form_id: str, form: ContractForm, profiles: Sequence[SenderProfile]) -> list[Block]:
    """By name, where the entity lists some."""
    entity = next((each for each in profiles if each.id == form.sender_profile_id), None)
    listed = entity.taxes if entity else ()
    if not listed and not form.taxes:
        return []
    element = b.text_input(
        "contract_taxes",
        initial=form.taxes,
        live=True,
        placeholder=" + ".join(each.name for each in listed[:2]),
        most=200,
    )
    known = ", ".join(each.words for each in listed)
    return [
        b.field(
            form.block_id(form_id, "taxes"),
            "Taxes by name",
            element,
            optional=True,
            dispatching=True,
            hint=shortened(f"For every line, in place of a rate. Listed: {known}.", 500),
        )
    ]


def _months(form_id: str, form: ContractForm) -> list[Block]:
    """How many, where the frequency asks for it."""
    if form.billing_frequency != "custom":
        return []
    element = b.text_input(
        "contract_months", initial=form.billing_months, live=True, placeholder="5", most=40
    )
    block_id = form.block_id(form_id, "billing_months")
    return [b.field(block_id, "Months per invoice", element, dispatching=True)]


def _calendar(preview: Preview) -> list[Block]:
    """What is agreed of the calendar, and the way to change it."""
    said = calendar_facts(preview.terms) if preview.terms else []
    words = "; ".join(f"{name}: {each}" for name, each in said)
    opened = b.actions([b.button("Billing calendar", OPEN)], "open_calendar")
    return [*([b.context(shortened(words, 500))] if words else []), opened]


def _options(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    return [b.option(text, value) for value, text in pairs]


def _lines(form: ContractForm, preview: Preview) -> list[Block]:
    if not form.lines:
        return [
            b.context(
                "No lines yet. A contract needs a subscription, a one-time fee or milestones."
            )
        ]
    first = _first_shown(form)
    shown = range(first, min(first + LINES_AT_A_TIME, len(form.lines)))
    rows = [_line(form.lines[n], preview.lines[n], preview.wrong[n], first=n == 0) for n in shown]
    return [*rows, *_other_lines(form, first)]


def _first_shown(form: ContractForm) -> int:
    """Where the lines begin that are shown together: a part that has some."""
    last = max(len(form.lines) - 1, 0)
    place = min(max(form.first_line, 0), last)
    return place - place % LINES_AT_A_TIME


def _other_lines(form: ContractForm, first: int) -> list[Block]:
    """The choice of another part of them, where there are several."""
    count = len(form.lines)
    if count <= LINES_AT_A_TIME:
        return []
    parts = [
        b.option(f"Lines {n + 1} to {min(n + LINES_AT_A_TIME, count)} of {count}", str(n))
        for n in range(0, count, LINES_AT_A_TIME)
    ]
    return [b.actions([b.select(LINES, parts, initial=str(first))], "other_lines")]


def _line(line: ContractLineForm, meant: ContractLine | None, wrong: str, *, first: bool) -> Block:
    choices = [b.option("Edit", f"edit:{line.key}"), b.option("Remove", f"remove:{line.key}")]
    if not first:
        choices.append(b.option("Move up", f"up:{line.key}"))
    menu = {"type": "overflow", "action_id": "contract_line", "options": choices}
    title = title_of(" ".join(line.description.split()) or "No description yet")
    facts = line_facts(meant) if meant else f"⚠ {wrong}"
    text = b.plain(shortened(f"{title}\n{facts}", _LIMIT))
    return b.section(text, block_id=f"line.{line.key}", accessory=menu)


def _add_line(form: ContractForm) -> list[Block]:
    if len(form.lines) >= MOST_LINES:
        return [b.context(f"You can add up to {MOST_LINES} lines here.")]
    buttons = [
        b.button("Add subscription", "contract_add_subscription", style="primary"),
        b.button("Add one-time fee", "contract_add_one_time"),
        b.button("Add milestones", "contract_add_milestones"),
        b.button("Add usage credit", "contract_add_usage_credit"),
    ]
    return [b.actions(buttons, "add_line")]


def _warning(text: str) -> list[Block]:
    return [b.section(b.plain(f"⚠ {text}"), block_id="warning")] if text else []


def _billed(preview: Preview) -> list[Block]:
    """Per contract year, and of the whole contract."""
    terms, schedule = preview.terms, preview.schedule
    if terms is None or schedule is None:
        return [
            b.context(
                "The schedule appears here once there is a start date, a term and a complete line."
            )
        ]
    left_out = sum(each is None for each in preview.lines)
    note = f"Leaves out {left_out} incomplete line{'s' if left_out > 1 else ''}."
    credit = [("Credit left", words.amount(schedule.credit_remaining))]
    has_credit = any(True for _ in terms.credits)
    pairs = [*years_billed(terms, schedule), *(credit if has_credit else [])]
    return [b.facts(pairs, "billed"), *([b.context(note)] if left_out else [])]
