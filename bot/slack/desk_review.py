"""Review, pressed on the desk: all of a proposal of the set-up in a modal, with its buttons."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import member, refusals_told
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.turn import open_window
from bot.slack.views.blocks import Block
from bot.slack.views.desk.actions import REVIEW
from bot.slack.views.desk.review import bank_review, proposal_review, review_gone
from bot.slack.views.desk.waiting import BANK
from bot.slack.views.notices import proposal_kind
from bot.slack.views.setup.bank import profile_id_in, proposal_value
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.proposals import proposal_read
from jupiter_core.queries.waiting_proposals import waiting_proposals

_REVIEW = "review changes of the set-up"


def register(app: App, ctx: SlackContext) -> None:
    """The listener of this noun; what is decided in the modal is in `setup`."""

    @app.action(REVIEW)
    def review(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _REVIEW)
            with ctx.reading(body) as uow:
                view = _review(uow, person, str(body["actions"][0].get("value", "")))
            open_window(client, body, view)


def _review(uow: UnitOfWork, person: Person, value: str) -> Block:
    """Of what waits for them. Raises NotPermitted for who never decides on such."""
    if not (person.is_admin or uow.workspace().policy.allows(person.id)):
        raise NotPermitted(_REVIEW, "Approvers can; an admin names them with /invoice setup.")
    waiting = waiting_proposals(uow, person.id, is_admin=person.is_admin)
    kind, _, rest = value.partition(":")
    if kind == BANK:
        profile = next((e for e in waiting.banks if e.id == profile_id_in(rest)), None)
        is_same = profile is not None and proposal_value(profile) == rest
        return bank_review(profile, person.id) if profile and is_same else review_gone()
    try:
        found = proposal_read(uow, value)
    except NotFound:
        return review_gone()
    if found not in waiting.others:
        return review_gone()
    told = [e for e in uow.events.of(found.subject_id) if proposal_kind(e) is found.kind]
    return proposal_review(told[-1], found) if told else review_gone()
