"""Forms, events, numbers and claimed keys, in every store."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupiter_core.domain.refusals import AlreadyDone, NotFound
from jupiter_core.ports import Store
from tests.factories import WORKSPACE, a_customer
from tests.jupiter_core.store.histories import a_form, an_event


def test_a_form_is_kept_as_typed(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.forms.save(a_form(values={"memo": "first"}))
        uow.forms.save(a_form())
    with store.read(WORKSPACE) as uow:
        assert uow.forms.get("form-1") == a_form()


def test_forms_of_an_owner_have_the_latest_first(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.forms.save(a_form("old"))
        uow.forms.save(a_form("new", minutes=1))
        uow.forms.save(a_form("fiona's", owner="U0FIONA"))
        assert [each.id for each in uow.forms.of("U0SAM")] == ["new", "old"]


def test_forms_come_one_by_one_however_many_there_are(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n in range(20):
            uow.forms.save(a_form(f"form-{n:02}", minutes=n))
    with store.read(WORKSPACE) as uow:
        assert next(uow.forms.latest("U0SAM")).id == "form-19"
        assert [*uow.forms.latest("U0SAM")] == uow.forms.of("U0SAM")
        assert [*uow.forms.latest("U0NOBODY")] == []


def test_a_discarded_form_is_gone_and_may_be_discarded_again(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.forms.save(a_form())
        uow.forms.discard("form-1")
        uow.forms.discard("form-1")
        with pytest.raises(NotFound):
            uow.forms.get("form-1")


def test_events_of_a_subject_come_in_the_order_they_happened(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for name in ("z", "a", "m"):
            uow.events.add(an_event(name))
        uow.events.add(an_event("other", subject_id="invoice-2"))
    with store.read(WORKSPACE) as uow:
        assert uow.events.of("invoice-1") == [an_event("z"), an_event("a"), an_event("m")]
        assert uow.events.get("a") == an_event("a")
        with pytest.raises(NotFound):
            uow.events.get("nothing")


def test_every_series_counts_from_one(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        counts = [uow.numbers.take("sender-us", "JUS-") for _ in range(3)]
        assert counts == [1, 2, 3]
        assert uow.numbers.take("sender-us", "NEW-") == 1
        assert uow.numbers.take("sender-uk", "JUS-") == 1
    with store.write("T0OTHER") as uow:
        assert uow.numbers.take("sender-us", "JUS-") == 1


def test_a_series_that_begins_later_goes_on_from_there(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        assert uow.numbers.taken("sender-us", "LATE-") == 0
        assert uow.numbers.take("sender-us", "LATE-", before=999) == 1000
    with store.write(WORKSPACE) as uow:
        assert uow.numbers.take("sender-us", "LATE-", before=5) == 1001
        assert uow.numbers.taken("sender-us", "LATE-") == 1001
    with store.read(WORKSPACE) as uow:
        (kept,) = (each for each in uow.audit.series() if each.series == "LATE-")
        assert (kept.taken, kept.left_out) == (2, 999)


@given(outcomes=st.lists(st.booleans(), max_size=12))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_numbers_have_no_gaps_whatever_is_undone(
    store: Store, unique: Callable[[], str], outcomes: list[bool]
) -> None:
    series, kept = unique(), []
    for succeeds in outcomes:
        try:
            with store.write(WORKSPACE) as uow:
                count = uow.numbers.take("sender-us", series)
                if not succeeds:
                    raise ZeroDivisionError
            kept.append(count)
        except ZeroDivisionError:
            continue
    assert kept == list(range(1, sum(outcomes) + 1))


def test_a_key_is_claimed_once(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.once("trigger-1")
        uow.once("trigger-2")
    with pytest.raises(AlreadyDone), store.write(WORKSPACE) as uow:
        uow.once("trigger-1")
    with store.write("T0OTHER") as uow:
        uow.once("trigger-1")


def test_a_claim_that_was_undone_can_be_made_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write(WORKSPACE) as uow:
        uow.once("trigger-1")
        raise ZeroDivisionError
    with store.write(WORKSPACE) as uow:
        uow.once("trigger-1")


def test_a_refused_claim_leaves_the_transaction_usable(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.once("trigger-1")
        with pytest.raises(AlreadyDone):
            uow.once("trigger-1")
        uow.customers.save(a_customer())
    with store.read(WORKSPACE) as uow:
        assert uow.customers.get("customer-acme") == a_customer()
