"""Asking the app for the options of a menu as someone types into it."""

import asyncio

from bot.simulator.blockkit.shapes import ListOf, Object
from bot.simulator.blockkit.texts import MENU_OPTION, MOST_OPTIONS, OPTION_GROUP, all_options
from bot.simulator.delivery import Payload
from bot.simulator.local_slack import LocalSlack
from bot.simulator.payloads import interaction
from bot.simulator.people.places import Pointer, find_place
from bot.simulator.wire import Json, Refusal

DEFAULT_MINIMUM = 3
_ANSWER = Object(
    {
        "options": ListOf(MENU_OPTION, MOST_OPTIONS, 0),
        "option_groups": ListOf(OPTION_GROUP, MOST_OPTIONS, 0),
    }
)


async def ask_options(
    slack: LocalSlack, pointer: Pointer, query: str, keystrokes: bool = False
) -> Json:
    """`{options}` or `{option_groups}`; none while the query is shorter than the menu asks. With
    `keystrokes` it is asked for each letter that is typed, all at once, and the last one's answer
    counts."""
    if keystrokes and query:
        typed = [query[:end] for end in range(1, len(query) + 1)]
        return (await asyncio.gather(*(ask_options(slack, pointer, each) for each in typed)))[-1]
    place = find_place(slack, pointer)
    if not place.element["type"].endswith("external_select"):
        raise Refusal("not_external", f"{pointer.action_id!r} does not ask the app for options.")
    if len(query) < place.element.get("min_query_length", DEFAULT_MINIMUM):
        return {"options": []}
    ids = {"action_id": place.element["action_id"], "block_id": place.block["block_id"]}
    more = {**place.payload(slack), **ids, "value": query}
    payload = interaction(slack, "block_suggestion", place.user, **more)
    ack = await slack.send(Payload("options", f"block_suggestion {pointer.action_id}", payload))
    if not ack.ok:
        raise Refusal(ack.error or "app_error", "The app gave no options.", 424)
    problems = [str(problem) for problem in _ANSWER.problems(ack.body, "")]
    if problems or not ack.body:
        raise Refusal("invalid_options", "; ".join(problems) or "The answer has no options.", 424)
    slack.workspace.offered.setdefault(place.offered_key(), []).extend(all_options(ack.body))
    answer: Json = ack.body
    return answer
