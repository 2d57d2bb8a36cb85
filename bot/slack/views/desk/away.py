"""Out of office, on the desk: who approves for whom, and the form that names a delegate."""

from collections.abc import Sequence
from datetime import date

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import AWAY, AWAY_END, AWAY_FORM
from bot.wording.figures import day
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from jupiter_core.domain.delegation import Delegation

DELEGATE, FIRST_DAY, LAST_DAY = "delegate", "first_day", "last_day"
PLACES = {each: each for each in (DELEGATE, FIRST_DAY, LAST_DAY)}
MOST_SHOWN = 3
_WHAT = (
    "They get the requests that wait for you, with the buttons, and your approvals and theirs "
    "count as one. They confirm no bank details and no changes of the team, and approve nothing "
    "that either of you wrote. The other approvers and admins are told."
)


def away_rows(own: Delegation | None, today: date, theirs: Sequence[Delegation]) -> list[b.Block]:
    """What somebody reads of their own period, and of those for whom they approve."""
    mine = []
    if own:
        end = b.confirm(
            "End it now?", f"{_short(own.delegate_name)} no longer approves for you.", "End"
        )
        buttons = [
            b.button("Change", AWAY),
            b.button("I'm back" if _has_begun(own, today) else "Cancel", AWAY_END, confirm=end),
        ]
        mine = [b.section(b.plain(away_words(own, today))), b.actions(buttons, "desk_away")]
    return [*mine, *(b.section(b.plain(_for_words(each))) for each in theirs[:MOST_SHOWN])]


def away_words(own: Delegation, today: date) -> str:
    """`You are away until 5 Dec 2026; Bo Larsen approves for you.`"""
    name, last = _short(own.delegate_name), day(own.last_day)
    if _has_begun(own, today):
        return full_stop(f"You are away until {last}; {name} approves for you")
    first = day(own.first_day)
    return full_stop(f"You will be away from {first} to {last}; {name} will approve for you")


def away_form(own: Delegation | None, today: date, nonce: str) -> b.Block:
    """Filled with the period that there is; else with today. Whoever is chosen is told of at once,
    so that what they are is known when the form is submitted."""
    person = {"type": "users_select", "action_id": DELEGATE}
    if own:
        person["initial_user"] = own.delegate
    first = own.first_day if own else today
    last = own.last_day if own else None
    fields = [
        b.field(DELEGATE, "Who approves for you", person, dispatching=True),
        b.field(FIRST_DAY, "First day away", _date(FIRST_DAY, first)),
        b.field(LAST_DAY, "Last day away", _date(LAST_DAY, last)),
        b.context(_WHAT),
    ]
    return b.modal(
        "Out of office",
        fields,
        callback_id=AWAY_FORM,
        submit="Save",
        close="Cancel",
        private_metadata=nonce,
    )


def _for_words(each: Delegation) -> str:
    return f"You approve for {_short(each.approver_name)} until {day(each.last_day)}."


def _has_begun(own: Delegation, today: date) -> bool:
    return own.first_day <= today


def _short(name: str) -> str:
    return shortened(name, NAME_LIMIT)


def _date(action_id: str, initial: date | None) -> b.Block:
    element = {"type": "datepicker", "action_id": action_id}
    return {**element, "initial_date": initial.isoformat()} if initial else element
