"""The modal of a contract's billing calendar: what most contracts leave as it is."""

from calendar import month_name

from bot.intake.contract.calendar import NOT_SAID, YES
from bot.intake.drafts.contract import ContractForm
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.invoice.line_editor import LinePlace
from bot.wording.contract_calendar import EARLY_END, PRORATION

CALLBACK = "contract_calendar"
OPEN = "contract_calendar_open"


def calendar_modal(form: ContractForm, place: LinePlace) -> Block:
    """On top of the builder, whose view is `place.root_view_id`."""
    months = [(str(n), month_name[n]) for n in range(1, 13)]
    return b.modal(
        "Billing calendar",
        [
            b.context("Most contracts leave these as they are. The schedule shows what they do."),
            _text(
                form,
                "billing_day",
                "Periods begin on day",
                "1 to 31 (the month's last day). The first invoice covers the time until then.",
            ),
            _choice(
                form,
                "month_end",
                "If it starts on a month's last day",
                [(NOT_SAID, "Keeps the start's day"), (YES, "Keeps the last day of each month")],
            ),
            _choice(
                form,
                "fiscal_year_start",
                "Align to a fiscal year starting in",
                [(NOT_SAID, "Not aligned"), *months],
            ),
            _text(
                form,
                "bill_in_advance_days",
                "Bill in advance (days)",
                "Each invoice is issued this many days before its period begins.",
            ),
            _choice(
                form,
                "proration",
                "Changes during a period",
                [(each.value, words) for each, words in PRORATION.items()],
            ),
            _choice(
                form,
                "early_end",
                "If it ends early",
                [
                    (NOT_SAID, "Not agreed"),
                    *((each.value, words) for each, words in EARLY_END.items()),
                ],
            ),
            _text(form, "early_end_fee", f"Early termination fee ({form.currency or 'amount'})"),
        ],
        callback_id=CALLBACK,
        submit="Save",
        close="Back",
        private_metadata=place.packed(),
    )


def _text(form: ContractForm, name: str, label: str, hint: str = "") -> Block:
    element = b.text_input(f"calendar_{name}", initial=getattr(form, name), most=40)
    return b.field(f"{name}.calendar", label, element, hint=hint or None, optional=True)


def _choice(form: ContractForm, name: str, label: str, offered: list[tuple[str, str]]) -> Block:
    options = [b.option(words, value) for value, words in offered]
    known = {value for value, _ in offered}
    chosen = getattr(form, name)
    first = chosen if chosen in known else offered[0][0]
    return b.field(f"{name}.calendar", label, b.select(f"calendar_{name}", options, initial=first))
