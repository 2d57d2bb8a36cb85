"""`/invoice setup`: the fields of a bank account follow the kind that is chosen for it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.account import account_texts
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import expect_admin, pressed
from bot.slack.setup.entity import opened_in
from bot.slack.views.blocks import Block
from bot.slack.views.setup.account_fields import SCHEME, scheme_of, typed_of_account
from bot.slack.views.setup.account_kind import of_new_kind
from bot.slack.views.setup.bank import ACCOUNT_PROPOSED, account_view, base_of
from bot.slack.views.setup.entity import section_view
from jupiter_core.queries.entity_sections import EntitySection


def register(app: App, ctx: SlackContext) -> None:
    """The listener of the menu."""

    @app.action(SCHEME)
    def chosen(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _redraw(ctx, client, body))


class _Stands(NamedTuple):
    """What is to stand in the fields, and which of them held something else."""

    typed: dict[str, str]
    reset: frozenset[str]


def _redraw(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """What was typed stays where it belongs to the kind that was chosen; nothing is saved."""
    person = expect_admin(ctx, client, body)
    view = body["view"]
    view_of = _account if view["callback_id"] == ACCOUNT_PROPOSED else _section
    client.views_update(view_id=view["id"], view=view_of(ctx, body, person.id))


def _account(ctx: SlackContext, body: Body, person: str) -> Block:
    opened, metadata = opened_in(body), body["view"]["private_metadata"]
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
    known = base_of(profile, person)
    account = next((each for each in known if each.currency == opened.extra), None)
    country = profile.address.country
    typed, reset = _of_new_kind(body, country, typed_of_account(account) if account else {})
    return account_view(account, metadata=metadata, country=country, typed=typed, reset=reset)


def _section(ctx: SlackContext, body: Body, _person: str) -> Block:
    opened, metadata = opened_in(body), body["view"]["private_metadata"]
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
    typed, reset = _of_new_kind(body, profile.address.country, {})
    return section_view(
        EntitySection.BANK,
        profile,
        metadata=metadata,
        guided=opened.guided,
        typed=typed,
        reset=reset,
    )


def _of_new_kind(body: Body, country: str, known: Mapping[str, str]) -> _Stands:
    held = account_texts(body["view"]["state"]["values"])
    before = scheme_of({"scheme": _kind_shown(body["view"])}, country)
    stands = of_new_kind({**known, **held}, known, before, scheme_of(held, country), country)
    reset = {path for path, text in held.items() if stands.get(path, "") != text}
    return _Stands(stands, frozenset(reset))


def _kind_shown(view: Mapping[str, Any]) -> str:
    """The kind that the fields are of: the menu was drawn with it, and holds another one now."""
    menus = (each.get("accessory", {}) for each in view["blocks"])
    shown = next(each for each in menus if each.get("action_id") == SCHEME)
    return str(shown.get("initial_option", {}).get("value", ""))
