"""Deeds of looking for something: the command's, Home's field, lists, messages to the bot."""

from bot.simulator.delivery import Payload
from bot.slack.views.found import FoundPlace
from tests.attacks.roles import payloads
from tests.attacks.roles.actions import Action, changes, id_of, in_modal, pressed, ran, shows
from tests.attacks.roles.judged import Done
from tests.attacks.roles.people import Kind
from tests.attacks.roles.stage import Stage

SAYS = Done(shows="respond", says="Acme")
LIST = FoundPlace(line="acme").text()


def _sorted(_stage: Stage, by: Kind) -> Payload:
    payload = payloads.in_message(by, "found_sort", "")
    chosen = {"type": "static_select", "selected_option": payloads.option("amount")}
    payload.body["actions"][0] |= {**chosen, "block_id": LIST}
    return payload


def _mentioned(_stage: Stage, by: Kind) -> Payload:
    return payloads.event(by, type="app_mention", channel="C0ACME", ts="1.1", text="<@U0BOT> acme")


def _written(_stage: Stage, by: Kind) -> Payload:
    place = {"channel": "D0BOT", "channel_type": "im"}
    return payloads.event(by, type="message", ts="1.1", text="acme", **place)


DEEDS = (
    ran("find", SAYS, "find acme"),
    pressed("command_again", lambda _: "list all", SAYS),
    pressed("command_again_find", lambda _: "find acme", SAYS),
    pressed("command_again_help", lambda _: "help", shows("respond")),
    pressed("command_as_new", lambda _: "Acme 4,242 net 45", shows("open builder")),
    in_modal("desk_search", lambda _: "acme", Done(shows="open found", says="Acme")),
    pressed("found_show", id_of("issued"), Done(shows="open invoice_shown", says="Acme")),
    pressed("found_show_contract", id_of("contract_active"), shows("open contract_view")),
    pressed("found_earlier", lambda _: LIST, SAYS),
    pressed("found_later", lambda _: LIST, SAYS),
    Action("action found_sort", _sorted, SAYS),
    pressed("found_csv", lambda _: LIST, changes("letters")),
    pressed("help_all", lambda _: "", shows("open help")),
    Action("event app_mention", _mentioned, Done(says="Acme")),
    Action("event message", _written, Done(shows="message", says="Acme")),
)
