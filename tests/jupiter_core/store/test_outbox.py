"""The outbox: in order within a stream, never twice, nothing lost; in every store."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Message, Outbox, Store
from tests.factories import NOW, WORKSPACE
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.histories import a_message

MINUTE = timedelta(minutes=1)


def put(store: Store, *messages: Message) -> None:
    for message in messages:
        with store.write(message.workspace_id) as uow:
            uow.outbox.put(message)


def claim(outbox: Outbox, owner: str = "w1", now: datetime = NOW, limit: int = 10) -> list[str]:
    claimed = outbox.claim(owner=owner, now=now, lease_until=now + MINUTE, limit=limit)
    return [message.id for message in claimed]


def send(outbox: Outbox, message_id: str, owner: str = "w1", **receipt: object) -> None:
    outbox.sent(message_id, owner=owner, now=NOW, receipt=receipt)


def give_up(store: Store, message_id: str, owner: str = "w1") -> bool:
    with store.write(WORKSPACE) as uow:
        return uow.outbox.bury(message_id, owner=owner, error="no such channel")


def test_a_message_arrives_as_it_was_put(store: Store, outbox: Outbox) -> None:
    message = a_message("one")
    put(store, message)
    claimed = outbox.claim(owner="w1", now=NOW, lease_until=NOW + MINUTE, limit=10)
    assert claimed == [message]


def test_a_message_of_an_undone_transaction_is_never_sent(store: Store, outbox: Outbox) -> None:
    with pytest.raises(ZeroDivisionError), store.write(WORKSPACE) as uow:
        uow.outbox.put(a_message("one"))
        raise ZeroDivisionError
    assert claim(outbox) == []


def _in_order(store: Store, outbox: Outbox) -> list[str]:
    """What is sent, one after the other."""
    found = []
    while claimed := claim(outbox, limit=1):
        found += claimed
        send(outbox, claimed[0])
    return found


def test_what_draws_all_anew_takes_the_place_of_what_its_transaction_drew_before(
    store: Store, outbox: Outbox
) -> None:
    drawn = a_message("drawn")
    notice = a_message("notice").model_copy(update={"kind": "notice"})
    anew = a_message("anew").model_copy(update={"supersedes": True})
    put(store, a_message("earlier"))
    with store.write(WORKSPACE) as uow:
        for each in (a_message("elsewhere", stream="thread-2"), drawn, notice, anew):
            uow.outbox.put(each)

    assert _in_order(store, outbox) == ["earlier", "elsewhere", "anew", "notice"]


def test_what_draws_all_anew_comes_last_where_its_transaction_drew_nothing(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_message("drawn"), a_message("anew").model_copy(update={"supersedes": True}))

    assert _in_order(store, outbox) == ["drawn", "anew"]


def test_a_stream_is_sent_one_after_the_other(store: Store, outbox: Outbox) -> None:
    put(store, a_message("b"), a_message("a"))
    assert claim(outbox) == ["b"]
    assert claim(outbox, "w2") == []
    send(outbox, "b")
    assert claim(outbox, "w2") == ["a"]


def test_streams_do_not_wait_for_each_other_and_the_oldest_comes_first(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_message("1", "z"), a_message("2", "z"), a_message("3", "a"))
    assert claim(outbox, limit=1) == ["1"]
    assert claim(outbox, "w2") == ["3"]


def test_streams_of_one_name_in_two_workspaces_are_two(store: Store, outbox: Outbox) -> None:
    put(store, a_message("1"), a_message("2", workspace_id="T0OTHER"))
    assert claim(outbox) == ["1", "2"]


def test_what_is_leased_is_nobody_elses_until_the_lease_ends(store: Store, outbox: Outbox) -> None:
    put(store, a_message("one"))
    assert claim(outbox, "w1") == ["one"]
    assert claim(outbox, "w2", NOW + MINUTE - timedelta(microseconds=1)) == []
    assert claim(outbox, "w2", NOW + MINUTE) == ["one"]


def test_a_failure_is_tried_again_when_it_is_due(store: Store, outbox: Outbox) -> None:
    put(store, a_message("one"), a_message("two"))
    claim(outbox)
    outbox.failed("one", owner="w1", error="429", retry_at=NOW + 2 * MINUTE)
    assert claim(outbox, now=NOW + MINUTE) == []
    assert claim(outbox, now=NOW + 2 * MINUTE) == ["one"]


def test_attempts_count_those_that_were_begun_before(store: Store, outbox: Outbox) -> None:
    put(store, a_message("one"))
    attempts = []
    for n in range(3):
        now = NOW + n * MINUTE
        (message,) = outbox.claim(owner="w1", now=now, lease_until=now + MINUTE, limit=1)
        attempts.append(message.attempts)
        if n == 0:
            outbox.failed("one", owner="w1", error="500", retry_at=now)
    assert attempts == [0, 1, 2]


def test_a_dead_letter_parks_its_stream_until_somebody_revives_it(
    store: Store, outbox: Outbox, clock: FixedClock
) -> None:
    put(store, a_message("one"), a_message("two"), a_message("else", "thread-2"))
    assert claim(outbox, limit=1) == ["one"]
    give_up(store, "one")
    assert claim(outbox, now=NOW + 60 * MINUTE) == ["else"]
    clock.advance(hours=2)
    with store.write(WORKSPACE) as uow:
        (letter,) = uow.outbox.dead_letters()
        assert (letter.message.id, letter.error) == ("one", "no such channel")
        assert letter.failed_at == NOW
        uow.outbox.revive("one")
        assert uow.outbox.dead_letters() == []
    (message,) = outbox.claim(
        owner="w1", now=clock.now(), lease_until=clock.now() + MINUTE, limit=1
    )
    assert message == a_message("one")


def test_what_holds_nothing_up_is_among_what_was_given_up(store: Store, outbox: Outbox) -> None:
    put(store, a_message("one").model_copy(update={"skippable": True}), a_message("two", "other"))
    claim(outbox)
    give_up(store, "one")
    with store.read(WORKSPACE) as uow:
        assert [each.message.id for each in uow.outbox.given_up()] == ["one"]
        assert uow.outbox.dead_letters() == []
    with store.write(WORKSPACE) as uow:
        uow.outbox.revive("one")
        assert uow.outbox.given_up() == []


def test_only_a_dead_letter_can_be_revived(store: Store, outbox: Outbox) -> None:
    put(store, a_message("one"))
    with store.write(WORKSPACE) as uow, pytest.raises(NotFound):
        uow.outbox.revive("one")


def test_a_failure_told_after_the_lease_went_to_another_means_nothing(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_message("one"))
    claim(outbox, "slow")
    claim(outbox, "quick", NOW + MINUTE)
    give_up(store, "one", "slow")
    with store.read(WORKSPACE) as uow:
        assert uow.outbox.dead_letters() == []
    assert claim(outbox, "third", NOW + MINUTE) == []


def test_what_was_sent_counts_although_the_lease_was_lost(store: Store, outbox: Outbox) -> None:
    put(store, a_message("one"))
    claim(outbox, "slow")
    claim(outbox, "quick", NOW + MINUTE)
    send(outbox, "one", "slow", ts="1.0")
    give_up(store, "one", "quick")
    assert claim(outbox, now=NOW + 60 * MINUTE) == []
    with store.read(WORKSPACE) as uow:
        assert uow.outbox.receipt("thread-1", "card") == {"ts": "1.0"}
        assert uow.outbox.dead_letters() == []


def test_a_receipt_is_of_the_last_sent_message_of_its_kind(store: Store, outbox: Outbox) -> None:
    reply = a_message("reply").model_copy(update={"kind": "reply"})
    put(store, a_message("one"), reply, a_message("two"), a_message("three"))
    for message_id in ("one", "reply", "two"):
        assert claim(outbox) == [message_id]
        send(outbox, message_id, ts=f"of {message_id}")
    with store.read(WORKSPACE) as uow:
        assert uow.outbox.receipt("thread-1", "card") == {"ts": "of two"}
        assert uow.outbox.receipt("thread-1", "reply") == {"ts": "of reply"}
        assert uow.outbox.receipt("thread-1", "file") is None
        assert uow.outbox.receipt("thread-2", "card") is None


def test_what_was_sent_is_recorded_with_the_next_claim_which_finds_what_waited_for_it(
    store: Store, outbox: Outbox
) -> None:
    put(store, a_message("one"), a_message("two"))
    assert claim(outbox) == ["one"]
    lease: dict[str, Any] = {"owner": "w1", "now": NOW, "lease_until": NOW + MINUTE, "limit": 10}
    claimed = outbox.claim(**lease, sent={"one": {"ts": "of one"}})
    assert [each.id for each in claimed] == ["two"]
    with store.read(WORKSPACE) as uow:
        assert uow.outbox.receipt("thread-1", "card") == {"ts": "of one"}
    assert outbox.claim(**lease, sent={"two": {"ts": "of two"}}) == []
    with store.read(WORKSPACE) as uow:
        assert uow.outbox.receipt("thread-1", "card") == {"ts": "of two"}


def test_receipts_of_several_streams_are_told_by_stream_the_last_first(
    store: Store, outbox: Outbox
) -> None:
    other = {"stream": "thread-2"}
    put(store, a_message("a1"), a_message("a2"), a_message("b1").model_copy(update=other))
    put(store, a_message("waits").model_copy(update={"stream": "thread-3"}))
    put(store, a_message("left out").model_copy(update={"stream": "thread-4"}))
    for message_id in ("a1", "a2", "b1", "left out"):
        claim(outbox)
        send(outbox, message_id, ts=f"of {message_id}")
    with store.read(WORKSPACE) as uow:
        found = uow.outbox.receipts_in(["thread-1", "thread-2", "thread-3"], "card")
        assert {stream: told for stream, told in found.items() if told} == {
            "thread-1": [{"ts": "of a2"}, {"ts": "of a1"}],
            "thread-2": [{"ts": "of b1"}],
        }
        assert not any(uow.outbox.receipts_in(["thread-1"], "reply").values())
        assert not uow.outbox.receipts_in([], "card")


def test_it_says_since_when_a_message_waits_that_could_be_sent_at_once(
    store: Store, outbox: Outbox, clock: FixedClock
) -> None:
    assert outbox.due_since(NOW) is None
    put(store, a_message("one"))
    clock.advance(minutes=1)
    put(store, a_message("behind"), a_message("other", stream="invoice:2"))
    assert outbox.due_since(NOW + 2 * MINUTE) == NOW
    assert claim(outbox, now=NOW + 2 * MINUTE, limit=1) == ["one"]
    assert outbox.due_since(NOW + 2 * MINUTE) == NOW + MINUTE  # its own, and not the one behind
    claim(outbox, "w2", now=NOW + 2 * MINUTE)
    assert outbox.due_since(NOW + 2 * MINUTE) is None


def test_it_says_whether_anything_is_due_for_some_places(
    store: Store, outbox: Outbox, clock: FixedClock
) -> None:
    assert not outbox.is_due(NOW, ["slack", "email"])
    put(store, a_message("one"))
    assert not outbox.is_due(NOW, ["email"])
    assert outbox.is_due(NOW, ["email", "slack"])
    claim(outbox, limit=1)
    assert not outbox.is_due(NOW, ["email", "slack"])


def test_none_is_claimed_of_a_workspace_that_is_spared(store: Store, outbox: Outbox) -> None:
    put(store, a_message("ours"))

    def claimed(*sparing: str) -> list[Message]:
        return outbox.claim(owner="w1", now=NOW, lease_until=NOW, limit=10, sparing=sparing)

    assert claimed(WORKSPACE) == []
    assert [each.id for each in claimed("T0OTHER")] == ["ours"]
