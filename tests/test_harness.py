"""The harness itself, where a test could pass for the wrong reason."""

import socket
import threading

from tests.harness.listener_commits import ListenerCommits
from tests.harness.ports import a_free_port, is_free, stretch_of


def test_a_late_commit_of_an_earlier_action_is_not_taken_for_the_next_ones() -> None:
    commits, goes_on = ListenerCommits(), threading.Event()

    def held() -> None:
        goes_on.wait(5)
        commits.committed()

    commits.begin()
    late = commits.executor.submit(held)
    commits.begin()
    goes_on.set()
    late.result(5)
    assert not commits.wait(0)
    commits.executor.submit(commits.committed).result(5)
    assert commits.wait(0)


def test_two_commits_of_one_action_are_waited_for_one_by_one() -> None:
    commits = ListenerCommits()
    commits.begin()
    for _ in range(2):
        commits.executor.submit(commits.committed).result(5)
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
