"""Who may approve while somebody is away: by property, whatever the people and whatever they wrote.

Four people approve, draft and stand in for one another in every way that Hypothesis thinks of.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import Approval, ApprovalPolicy, Delegator, with_one_more
from jupiter_core.domain.approvers import (
    approves_for,
    may_be_asked,
    own_delegation,
    who_is_asked,
)
from jupiter_core.domain.delegation import Delegation
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.workspace import Workspace
from tests.factories import WORKSPACE, a_draft

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 5)
PEOPLE = ("U0ANN", "U0BO", "U0CAI", "U0DEE")
person = st.sampled_from(PEOPLE)
some_people = st.sets(person).map(lambda found: tuple(sorted(found)))


def a_delegation(approver: str, delegate: str, **changes: object) -> Delegation:
    made = Delegation(
        id=f"{approver}-{delegate}",
        approver=approver,
        approver_name=approver[2:].title(),
        delegate=delegate,
        delegate_name=delegate[2:].title(),
        first_day=FIRST,
        last_day=LAST,
        time_zone="UTC",
    )
    return made.model_copy(update=changes)


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    pairs = draw(st.lists(st.tuples(person, person).filter(lambda two: two[0] != two[1])))
    first_of_each = dict(reversed(pairs))
    return Workspace(
        id=WORKSPACE,
        policy=ApprovalPolicy(approvers=draw(some_people)),
        departed=draw(some_people),
        delegations=tuple(a_delegation(*each) for each in first_of_each.items()),
    )


def pressed(
    workspace: Workspace, who: str, writers: frozenset[str], given: tuple[Approval, ...]
) -> tuple[Approval, ...]:
    """The approvals once that person has tried, on behalf of the first whom they stand in for."""
    theirs = approves_for(workspace, who, NOON)
    if not workspace.policy.allows(who) and not theirs:
        return given
    behalf = Delegator(theirs[0].approver, theirs[0].approver_name) if theirs else None
    by = Actor(kind=ActorKind.SLACK_USER, id=who, name=who)
    one = Approval.given(by, NOON, "0" * 64, behalf)
    try:
        return with_one_more(given, one, authors=writers, title="it")
    except Refusal:
        return given


@given(workspaces(), some_people, st.lists(person, max_size=12))
def test_nobody_has_a_part_in_two_approvals_nor_in_one_of_what_they_wrote(
    workspace: Workspace, writers: tuple[str, ...], tries: list[str]
) -> None:
    approvals: tuple[Approval, ...] = ()
    for who in tries:
        approvals = pressed(workspace, who, frozenset(writers), approvals)
    parts = [each for one in approvals for each in one.people]
    assert len(parts) == len(set(parts))
    assert not set(parts) & set(writers)
    approvers = set(workspace.policy.approvers)
    assert all({each.by, each.on_behalf_of} & approvers for each in approvals)


@given(workspaces(), some_people)
def test_whoever_is_asked_may_approve_and_did_not_write_it(
    workspace: Workspace, writers: tuple[str, ...]
) -> None:
    asked = who_is_asked(workspace, writers, (), NOON)
    assert len({each.person for each in asked}) == len(asked)
    for each in asked:
        assert each.person not in writers
        assert may_be_asked(workspace, each.person, writers, (), NOON) is not None
    unspoken = set(workspace.policy.approvers) - set(writers)
    assert bool(asked) == bool(unspoken)


@given(workspaces(), st.integers(min_value=1, max_value=400), st.booleans())
def test_outside_the_period_there_are_approvers_only(
    workspace: Workspace, days: int, before: bool
) -> None:
    now = NOON - timedelta(days=2 + days) if before else NOON + timedelta(days=2 + days)
    asked = {each.person for each in who_is_asked(workspace, (), (), now)}
    assert asked == set(workspace.policy.approvers)
    assert not any(approves_for(workspace, each, now) for each in PEOPLE)


ANN_AWAY = Workspace(
    id=WORKSPACE,
    policy=ApprovalPolicy(approvers=("U0ANN", "U0CAI")),
    delegations=(a_delegation("U0ANN", "U0BO"),),
)


def test_a_delegate_is_asked_in_the_place_of_who_is_away() -> None:
    asked = who_is_asked(ANN_AWAY, ("U0DEE",), (), NOON)
    assert asked == (("U0BO", "Ann"), ("U0CAI", ""))


def test_what_a_delegate_wrote_is_asked_of_who_is_away_all_the_same() -> None:
    assert who_is_asked(ANN_AWAY, ("U0BO",), (), NOON) == (("U0ANN", ""), ("U0CAI", ""))
    assert may_be_asked(ANN_AWAY, "U0BO", ("U0BO",), (), NOON) is None


def test_what_who_is_away_wrote_is_not_their_delegates_to_approve() -> None:
    assert who_is_asked(ANN_AWAY, ("U0ANN",), (), NOON) == (("U0CAI", ""),)
    assert may_be_asked(ANN_AWAY, "U0BO", ("U0ANN",), (), NOON) is None


def test_delegates_of_delegates_are_not_followed() -> None:
    bo_away = a_delegation("U0BO", "U0DEE")
    workspace = ANN_AWAY.model_copy(update={"delegations": (*ANN_AWAY.delegations, bo_away)})
    asked = who_is_asked(workspace, (), (), NOON)
    assert asked == (("U0BO", "Ann"), ("U0CAI", ""))
    assert may_be_asked(workspace, "U0DEE", (), (), NOON) is None


def test_a_delegate_who_is_an_approver_approves_in_their_own_right() -> None:
    among = ANN_AWAY.model_copy(update={"delegations": (a_delegation("U0ANN", "U0CAI"),)})
    assert who_is_asked(among, (), (), NOON) == (("U0CAI", ""),)


@pytest.mark.parametrize("gone", ["U0ANN", "U0BO"])
def test_where_either_has_left_nobody_stands_in(gone: str) -> None:
    workspace = ANN_AWAY.model_copy(update={"departed": (gone,)})
    assert not approves_for(workspace, "U0BO", NOON)


def test_where_who_is_away_approves_no_more_nobody_stands_in() -> None:
    workspace = ANN_AWAY.model_copy(update={"policy": ApprovalPolicy(approvers=("U0CAI",))})
    assert not approves_for(workspace, "U0BO", NOON)


@pytest.mark.parametrize(
    ("zone", "begins", "ends"),
    [
        ("Pacific/Auckland", (11, 30, 11), (12, 5, 11)),  # UTC+13
        ("America/Los_Angeles", (12, 1, 8), (12, 6, 8)),  # UTC-8
    ],
)
def test_days_are_those_of_who_is_away(
    zone: str, begins: tuple[int, int, int], ends: tuple[int, int, int]
) -> None:
    away = a_delegation("U0ANN", "U0BO", time_zone=zone)
    first, over = (datetime(2026, *each, tzinfo=UTC) for each in (begins, ends))
    moment = timedelta(seconds=1)
    found = [away.is_on(each) for each in (first - moment, first, over - moment, over)]
    assert found == [False, True, True, False]
    assert [away.is_open(each) for each in (first - moment, over)] == [True, False]


def test_what_is_coming_is_known_and_what_was_ended_is_not() -> None:
    early = datetime(2026, 11, 1, tzinfo=UTC)
    assert own_delegation(ANN_AWAY, "U0ANN", early) == ANN_AWAY.delegations[0]
    over = a_delegation("U0ANN", "U0BO", ended_at=early)
    workspace = ANN_AWAY.model_copy(update={"delegations": (over,)})
    assert own_delegation(workspace, "U0ANN", NOON) is None
    assert not approves_for(workspace, "U0BO", NOON)


def test_an_approval_of_before_there_were_delegates_reads_as_it_did() -> None:
    by = Actor(kind=ActorKind.SLACK_USER, id="U0ANN", name="Ann")
    one = Approval.given(by, NOON, "0" * 64, None)
    assert set(one.model_dump()) == {"by", "by_name", "at", "content_hash"}
    assert "delegations" not in Workspace(id=WORKSPACE).model_dump()


def test_what_was_approved_for_an_author_is_not_approved() -> None:
    by = Actor(kind=ActorKind.SLACK_USER, id="U0BO", name="Bo")
    draft = a_draft()
    one = Approval.given(by, NOON, draft.content.hash, Delegator("U0ANN", "Ann"))
    standing = draft.model_copy(update={"approvals": (one,)})
    assert standing.is_approved_as_it_stands()
    written = standing.model_copy(update={"authors": ("U0ANN",)})
    assert not written.is_approved_as_it_stands()
