"""The harness itself, where a test could pass for the wrong reason."""

import functools
import socket
import threading
from collections.abc import Callable
from typing import Any

from slack_bolt.util.utils import get_arg_names_of_callable

from tests.harness.bolt_arguments import remembered
from tests.harness.listener_commits import ListenerCommits
from tests.harness.ports import a_free_port, is_free, stretch_of


def test_a_late_commit_of_an_earlier_action_is_not_taken_for_the_next_ones() -> None:
    commits, goes_on = ListenerCommits(), threading.Event()

    def held() -> None:
        goes_on.wait(60)
        commits.committed()

    commits.begin()
    late = commits.executor.submit(held)
    commits.begin()
    goes_on.set()
    late.result(60)
    assert not commits.wait(0)
    commits.executor.submit(commits.committed).result(60)
    assert commits.wait(0)


def test_two_commits_of_one_action_are_waited_for_one_by_one() -> None:
    commits = ListenerCommits()
    commits.begin()
    for _ in range(2):
        commits.executor.submit(commits.committed).result(60)
    assert [commits.wait(0) for _ in range(3)] == [True, True, False]


def test_a_port_is_handed_out_once_and_is_none_that_an_outgoing_connection_is_lent() -> None:
    ports = [a_free_port() for _ in range(50)]
    assert len(set(ports)) == 50
    assert max(ports) < 32_768


def test_a_port_on_which_somebody_listens_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", a_free_port()))
        taken.listen()
        assert not is_free(taken.getsockname()[1])


def test_two_workers_of_a_run_count_through_ports_of_their_own() -> None:
    stretches = [set(stretch_of(f"gw{number}")) for number in range(8)]
    assert len(set.union(*stretches)) == sum(len(ports) for ports in stretches)


def test_what_listeners_take_is_remembered_as_bolt_finds_it() -> None:
    def listeners(word: str) -> list[Callable[..., Any]]:
        def plain(ack: object, body: object, *more: object, client: object = word) -> None:
            local = body
            del local, ack, more, client

        @functools.wraps(plain)
        def wrapping(*given: object) -> None:
            del given

        class Bound:
            def method(self, ack: object, say: object) -> None: ...

        return [plain, wrapping, Bound().method, functools.partial(plain, 1), lambda event: event]

    for _ in range(2):
        for each in listeners("a") + listeners("b"):
            assert remembered(each) == get_arg_names_of_callable(each)
    assert remembered(listeners("a")[0]) == ["ack", "body"]
