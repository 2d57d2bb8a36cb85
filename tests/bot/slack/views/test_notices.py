"""What approvers and admins read of changes of power, in direct messages."""

import json

import pytest

from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.slack.views.notices import MOST_PEOPLE, power_notice
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.changes import Change
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.events import Event, EventName
from jupiter_core.queries.proposals import OpenProposal, ProposalKind
from tests.factories import FIONA, NOW, WORKSPACE

HOSTILE = "<!channel> & *x* <https://evil.example|Pay here>"


def an_event(name: EventName, *changes: Change, note: str = "") -> Event:
    return Event(
        id="event-1",
        workspace_id=WORKSPACE,
        name=name,
        subject_id="subject",
        at=NOW,
        by=FIONA,
        changes=changes,
        note=note,
    )


def test_what_the_operator_did_begins_with_a_capital_letter() -> None:
    made = an_event(EventName.API_KEY_MADE, note="CRM").model_copy(update={"by": OPERATOR})
    text, _ = power_notice(made, None)
    assert text == "The operator created the API key CRM."


def a_proposal(confirmed: bool = False) -> OpenProposal:
    consent = Consent(proposed_by=FIONA, proposed_at=NOW)
    if confirmed:
        other = FIONA.model_copy(update={"id": "U0OTHER", "name": "Other"})
        consent = consent.confirmed(other, NOW, "it")
    return OpenProposal(
        kind=ProposalKind.POLICY, subject_id="T", title="the team", digest="d", consent=consent
    )


def action_ids(blocks: list[dict[str, object]]) -> list[str]:
    rows = (each for each in blocks if each["type"] == "actions")
    return [element["action_id"] for row in rows for element in row["elements"]]  # type: ignore[attr-defined]


def test_people_are_mentioned_and_what_is_typed_is_shown_as_typed() -> None:
    approvers = Change(what="Approvers", old="U0FIONA, U0FRANK", new="U0FIONA")
    address = Change(what="Address", old="UTC", new=HOSTILE)
    text, blocks = power_notice(an_event(EventName.POLICY_CHANGED, approvers, address), None)
    shown = json.dumps(blocks)
    assert shown.count('"user_id"') == 3
    assert json.dumps(HOSTILE)[1:-1] in shown
    assert "mrkdwn" not in shown
    assert "<!channel>" not in text
    assert "&lt;!channel&gt;" in text


@pytest.mark.parametrize(
    ("waiting", "actions"),
    [
        (a_proposal(), ["proposal_confirm", "proposal_cancel"]),
        (a_proposal(confirmed=True), ["proposal_cancel"]),
        (None, []),
    ],
)
def test_a_proposal_has_buttons_as_long_as_it_is_open(
    waiting: OpenProposal | None, actions: list[str]
) -> None:
    _, blocks = power_notice(an_event(EventName.POLICY_PROPOSED), waiting)
    assert action_ids(blocks) == actions


@pytest.mark.parametrize("name", [each for each in EventName if "." in each])
def test_every_event_is_a_message_that_slack_takes(name: EventName) -> None:
    many = ", ".join(f"U0PERSON{n:03d}" for n in range(MOST_PEOPLE * 5))
    names = ("Approvers", "Who may draft", "Address", "Owner")
    changes = [Change(what=names[n % 4], old=many, new=HOSTILE * 100) for n in range(40)]
    text, blocks = power_notice(an_event(name, *changes, note=HOSTILE * 100), a_proposal())
    assert len(text) <= 4000
    assert valid_message_blocks(blocks, Ids(lambda: 1.0))
