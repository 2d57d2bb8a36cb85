"""API keys for tests, made as an admin makes them."""

import itertools

from jupiter_core.commands.api_key import MakeApiKey, NewApiKey, make_api_key
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import USUAL_SCOPES, Scope
from jupiter_core.ports import Store
from tests.factories import WANDA, WORKSPACE

_COUNT = itertools.count(1)


def an_api_key(
    store: Store,
    *scopes: Scope,
    workspace_id: str = WORKSPACE,
    name: str = "The CRM",
    by: Actor = WANDA,
) -> NewApiKey:
    """With all scopes that need no second person where none are named, and owned by whoever made
    it; approve scopes are as if somebody had confirmed them. `secret` goes into the header."""
    named = tuple(each.value for each in scopes or USUAL_SCOPES)
    random_text = f"{next(_COUNT):043d}"
    command = MakeApiKey(by=by, name=name, scopes=named, random_text=random_text)
    with store.write(workspace_id) as uow:
        made = make_api_key(command, uow)
        granted = made.key.granted()
        uow.api_keys.save(granted)
        return made.model_copy(update={"key": granted})
