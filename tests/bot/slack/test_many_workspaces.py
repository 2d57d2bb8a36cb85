"""One bot in many workspaces: installed by OAuth, each with its own token, and none of them
delayed by another one."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.doctor.checks import NotNeeded, Wrong
from bot.doctor.slack import scopes, token
from bot.main import Application, NotConfigured
from bot.settings import Settings
from bot.slack.installations.access import NotInstalled
from tests.harness.fakes import FixedClock
from tests.harness.many_bot import GRID, NORTH, SOUTH, ManyBot, a_bot_for_many


@pytest.fixture
def bot() -> Iterator[ManyBot]:
    with a_bot_for_many() as bot:
        yield bot


def test_a_deal_in_each_of_two_workspaces_and_one_of_them_goes_and_comes_back(
    bot: ManyBot,
) -> None:
    bot.install(NORTH)
    bot.install(SOUTH)
    first = {one.team: bot.draft(one) for one in (bot.north, bot.south)}
    bot.send()
    for one in (bot.north, bot.south):
        assert one.channel(one.sam, one.deals)
        assert one.command(one.sam, "/invoice list", one.deals)["ok"]
    assert first[NORTH].id != first[SOUTH].id
    seen = len(bot.north.titles())

    bot.uninstall(NORTH)
    for one in (bot.north, bot.south):
        bot.draft(one)
    there = len(bot.south.titles())
    bot.send()
    assert len(bot.north.titles()) == seen
    assert len(bot.south.titles()) > there
    assert bot.waiting(SOUTH) == []
    assert bot.waiting(NORTH)
    assert set(bot.waiting(NORTH)) == {(0, False)}
    assert bot.application.database.resting() == {NORTH}

    bot.clock.advance(days=20)
    bot.install(NORTH)
    bot.send()
    assert bot.waiting(NORTH) == []
    assert len(bot.north.titles()) == seen + 1


def test_a_token_that_is_revoked_in_silence_parks_its_workspace_alone(bot: ManyBot) -> None:
    bot.install(NORTH)
    bot.install(SOUTH)
    bot.control("revoke", NORTH)
    for one in (bot.north, bot.south):
        bot.draft(one)
    bot.send()
    assert bot.waiting(SOUTH) == []
    assert set(bot.waiting(NORTH)) == {(0, False)}
    found = bot.application.database.installations.find(NORTH)
    assert found is not None
    assert (found.is_live, found.why_ended) == (False, "token_revoked")
    bot.install(NORTH)
    bot.send()
    assert bot.waiting(NORTH) == []


def test_what_was_there_before_the_app_is_installed_waits_for_it(bot: ManyBot) -> None:
    bot.draft(bot.north)
    bot.send()
    assert set(bot.waiting(NORTH)) == {(0, False)}
    bot.install(NORTH)
    bot.send()
    assert bot.waiting(NORTH) == []
    assert bot.north.titles()


def test_a_workspace_at_its_limit_delays_no_other(bot: ManyBot) -> None:
    bot.install(NORTH)
    bot.install(SOUTH)
    bot.north.fault("*", "rate_limited", 50, retry_after=3600)
    for one in (bot.north, bot.south):
        bot.draft(one)
    bot.send()
    assert bot.waiting(SOUTH) == []
    assert bot.waiting(NORTH)


def test_a_signed_payload_of_a_workspace_without_the_app_is_refused(bot: ManyBot) -> None:
    bot.install(NORTH)
    bot.slack.one[SOUTH].installed = True
    answer = bot.south.command(bot.south.sam, "/invoice list", bot.south.deals)
    assert (answer["ok"], answer["error"]) == (False, "app_error")
    assert bot.north.command(bot.north.sam, "/invoice list", bot.north.deals)["ok"]


def test_an_uninstall_that_is_told_late_ends_no_newer_installation(bot: ManyBot) -> None:
    bot.install(NORTH)
    bot.clock.advance(hours=1)
    late = bot.clock.now() - timedelta(minutes=30)
    bot.install(NORTH)
    bot.slack.one[NORTH].clock = late.timestamp
    bot.north._act("event", {"event": {"type": "app_uninstalled"}})
    bot.listened()
    assert bot.application.accesses.find(NORTH).workspace_id == NORTH


def test_a_persons_own_token_that_is_revoked_ends_nothing(bot: ManyBot) -> None:
    bot.install(NORTH)
    event = {"type": "tokens_revoked", "tokens": {"oauth": [bot.north.sam], "bot": []}}
    bot.north._act("event", {"event": event})
    bot.listened()
    assert bot.application.accesses.find(NORTH).workspace_id == NORTH


def test_no_token_stands_in_the_database_as_it_is(bot: ManyBot) -> None:
    bot.install(NORTH)
    kept = bot.application.accesses.find(NORTH).token
    assert kept.startswith("xoxb-")
    url = bot.application.settings.database_url.get_secret_value()
    assert kept.encode() not in Path(url.removeprefix("sqlite:///")).read_bytes()


def test_whoever_cancels_installs_nothing(bot: ManyBot) -> None:
    answer = bot.returned(bot.allowed(NORTH, "cancel"))
    assert "You chose not to install it" in answer.text
    with pytest.raises(NotInstalled):
        bot.application.accesses.find(NORTH)


def test_what_began_in_one_browser_does_not_end_in_another(bot: ManyBot) -> None:
    address = bot.allowed(NORTH)
    bot.browser.cookies.clear()
    answer = bot.returned(address)
    assert answer.status_code == 400
    assert "in the browser it was started in" in answer.text
    assert bot.application.database.installations.live() == []


def test_an_end_is_taken_once(bot: ManyBot) -> None:
    address = bot.allowed(NORTH)
    cookies = bot._cookies()
    assert bot.browser.get(address, headers=cookies).status_code == 200
    again = bot.browser.get(address, headers=cookies)
    assert again.status_code == 401
    assert "was finished already" in again.text


def test_an_end_that_comes_too_late_is_refused(bot: ManyBot) -> None:
    address = bot.allowed(NORTH)
    bot.clock.advance(minutes=11)
    assert bot.returned(address).status_code == 401
    assert bot.application.database.installations.live() == []


def test_a_code_that_slack_does_not_know_installs_nothing(bot: ManyBot) -> None:
    address = bot.allowed(NORTH)
    before, _, after = address.partition("code=")
    forged = f"{before}code=x{after[1:]}"
    answer = bot.returned(forged)
    assert answer.status_code == 401
    assert "could not confirm" in answer.text


def test_the_pages_of_an_installation_are_kept_by_nobody(bot: ManyBot) -> None:
    begun = bot.asked()
    assert begun.status_code == 302
    assert begun.headers["cache-control"] == "no-store"
    cookie = begun.headers["set-cookie"]
    assert all(each in cookie for each in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    ended = bot.returned(bot.allowed(NORTH))
    assert ended.headers["referrer-policy"] == "no-referrer"
    assert "North" in ended.text


def test_whoever_begins_too_often_is_asked_to_wait(bot: ManyBot) -> None:
    answers = [bot.browser.get("/slack/install") for _ in range(31)]
    assert [each.status_code for each in answers[:30]] == [302] * 30
    assert answers[30].status_code == 429
    assert answers[30].headers["retry-after"] == "600"


def test_a_workspaces_name_is_shown_as_it_is_called() -> None:
    with a_bot_for_many() as bot:
        seed = bot.slack.one[NORTH].seed
        object.__setattr__(seed.team, "name", "<script>alert(1)</script>")
        text = bot.returned(bot.allowed(NORTH)).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_token_is_refreshed_before_it_ends() -> None:
    with a_bot_for_many(rotates=True) as bot:
        bot.install(NORTH)
        first = bot.application.accesses.find(NORTH).token
        assert bot.application.refreshing.refresh_due() == 0
        bot.clock.advance(hours=10)
        assert bot.application.refreshing.refresh_due() == 1
        assert bot.application.refreshing.refresh_due() == 0
        second = bot.application.accesses.find(NORTH).token
        assert second != first
        bot.clock.advance(hours=6)
        bot.draft(bot.north)
        bot.send()
        assert bot.waiting(NORTH) == []


def test_a_token_that_ended_while_no_worker_ran_is_refreshed_when_it_is_used() -> None:
    with a_bot_for_many(rotates=True) as bot:
        bot.install(NORTH)
        bot.clock.advance(hours=13)
        assert bot.north.command(bot.north.sam, "/invoice list", bot.north.deals)["ok"]
        bot.draft(bot.north)
        bot.send()
        assert bot.waiting(NORTH) == []


def test_where_a_refresh_is_refused_its_workspace_waits_for_a_new_installation() -> None:
    with a_bot_for_many(rotates=True) as bot:
        bot.install(NORTH)
        bot.install(SOUTH)
        bot.control("revoke", NORTH)
        bot.clock.advance(hours=13)
        for one in (bot.north, bot.south):
            bot.draft(one)
        bot.send()
        assert bot.waiting(SOUTH) == []
        assert set(bot.waiting(NORTH)) == {(0, False)}
        assert bot.application.database.resting() == {NORTH}


def test_an_organisation_installs_for_all_its_workspaces(bot: ManyBot) -> None:
    bot.install(GRID)
    for one in (bot.north, bot.south):
        assert one.command(one.sam, "/invoice", one.deals)["ok"]
        assert one.modal(one.sam)["callback_id"] == "builder"
        one.fill(one.sam, "builder_currency", "EUR")
        bot.draft(one)
    bot.send()
    for one in (bot.north, bot.south):
        assert bot.waiting(one.team) == []
        assert one.titles()
    bot.uninstall(GRID)
    assert bot.application.database.resting() == {NORTH, SOUTH}


def test_a_workspace_that_its_organisation_takes_out_waits_alone(bot: ManyBot) -> None:
    bot.install(GRID)
    for one in (bot.north, bot.south):
        assert one.command(one.sam, "/invoice list", one.deals)["ok"]
    bot.control("withdraw", NORTH)
    for one in (bot.north, bot.south):
        bot.draft(one)
    bot.send()
    assert bot.waiting(SOUTH) == []
    assert set(bot.waiting(NORTH)) == {(0, False)}
    bot.slack.one[NORTH].installed = True
    assert bot.north.command(bot.north.sam, "/invoice list", bot.north.deals)["ok"]
    bot.send()
    assert bot.waiting(NORTH) == []


def test_what_an_organisation_tells_of_its_workspaces_is_known_before_anything_is_sent(
    bot: ManyBot,
) -> None:
    bot.install(GRID)
    database = bot.application.database
    for call, resting in (("withdraw", {NORTH}), ("give", set())) * 2:
        bot.control(call, NORTH)
        bot.north.eventually(lambda: database.resting() == resting)  # noqa: B023
        bot.draft(bot.north)
        bot.send()
        assert bool(bot.waiting(NORTH)) is bool(resting)
    assert len(bot.north.titles()) == 4


def test_a_workspace_with_an_installation_of_its_own_keeps_it(bot: ManyBot) -> None:
    bot.install(GRID)
    bot.install(NORTH)
    bot.control("withdraw", NORTH)
    bot.control("withdraw", SOUTH)
    database = bot.application.database
    bot.north.eventually(lambda: database.resting() == {SOUTH})
    assert bot.application.accesses.find(NORTH).installation.place == NORTH


def test_an_organisation_that_has_not_installed_it_is_told_nothing(bot: ManyBot) -> None:
    bot.install(NORTH)
    bot.slack.one[SOUTH].installed = True
    bot.slack.one[SOUTH].organisation = bot.slack.organisation
    bot.control("give", SOUTH)
    bot.listened()
    with pytest.raises(NotInstalled):
        bot.application.accesses.find(SOUTH)
    assert bot.application.database.resting() == frozenset()


@pytest.mark.parametrize(("allowed", "place"), [(SOUTH, NORTH), (f"{NORTH},{SOUTH}", GRID)])
def test_who_is_not_named_installs_nothing(allowed: str, place: str) -> None:
    with a_bot_for_many(slack_allowed_workspaces=allowed) as bot:
        answer = bot.returned(bot.allowed(place))
        assert answer.status_code == 403
        assert f"{place} is not one of them" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert bot.application.database.installations.find(place) is None
        assert bot.slack.grants.live() == []
        bot.install(SOUTH)


@pytest.mark.parametrize("place", [NORTH, GRID])
def test_of_an_organisation_that_is_named_each_workspace_may(place: str) -> None:
    with a_bot_for_many(slack_allowed_workspaces=GRID) as bot:
        bot.install(place)
        assert [each.place for each in bot.application.database.installations.live()] == [place]


def test_the_doctor_looks_into_each_workspace(bot: ManyBot) -> None:
    with pytest.raises(NotNeeded, match="no workspace has installed the app yet"):
        token(bot.application)
    for place in (NORTH, SOUTH):
        bot.install(place)
    assert token(bot.application).startswith("2 workspaces; the last: the bot")
    assert scopes(bot.application) == "2 workspaces; the last: all are there"
    bot.control("revoke", SOUTH)
    with pytest.raises(Wrong, match=r"^South \(T1SOUTH\): Slack says token_revoked"):
        token(bot.application)


def test_what_a_workspace_kept_is_erased_only_after_the_set_time() -> None:
    with a_bot_for_many(uninstalled_retention_days=90) as bot:
        for place in (NORTH, SOUTH):
            bot.install(place)
        invoice = bot.draft(bot.north)
        bot.draft(bot.south)
        bot.uninstall(NORTH)
        bot.clock.advance(days=89)
        assert bot.application.departed.run(threading.Event()) == 0
        with bot.application.database.read(NORTH) as uow:
            assert uow.invoices.get(invoice.id) == invoice
        bot.clock.advance(days=2)
        assert bot.application.departed.run(threading.Event()) == 1
        assert bot.application.departed.run(threading.Event()) == 0
        with bot.application.database.read(NORTH) as uow:
            assert uow.invoices.ids() == []
        with bot.application.database.read(SOUTH) as uow:
            assert len(uow.invoices.ids()) == 1


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"slack_client_secret": None}, "SLACK_CLIENT_SECRET is not set"),
        ({"slack_client_id": ""}, "SLACK_CLIENT_ID is not set"),
        ({"slack_bot_token": SecretStr("xoxb-1")}, "leave one of them out"),
        ({"slack_signing_secret": None}, "SLACK_SIGNING_SECRET"),
    ],
)
def test_what_is_missing_for_many_workspaces_is_said_in_one_line(
    changes: dict[str, Any], line: str
) -> None:
    whole = {
        "secret_key": (SecretStr("k7Hq2mV9xT4pLzW8rYbN3cJs6dFgA1eU"),),
        "slack_client_id": "1.1",
        "slack_client_secret": SecretStr("shh"),
        "slack_signing_secret": SecretStr("sign"),
    }
    settings = Settings(_env_file=None, **{**whole, **changes})
    with pytest.raises(NotConfigured) as missing:
        Application(settings, FixedClock()).expect_slack()
    assert line in str(missing.value)
    assert len(str(missing.value).splitlines()) == 1
