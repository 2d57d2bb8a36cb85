"""Everybody in a local workspace has used the bot before: it knows them."""

from bot.simulator.api.calls import Call
from bot.simulator.api.people import user_json
from bot.simulator.local_slack import LocalSlack
from bot.slack.directory import known_person
from jupiter_core.ports import Store
from tests.factories import WORKSPACE


def meet_everybody(store: Store, slack: LocalSlack) -> None:
    """As of this moment."""
    call = Call(slack, {})
    with store.write(WORKSPACE) as uow:
        for user in slack.workspace.users.values():
            uow.directory.keep_person(known_person(user_json(call, user), uow.now))
