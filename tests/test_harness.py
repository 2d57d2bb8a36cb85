"""The harness itself, where a test could pass for the wrong reason."""

import threading

from tests.harness.listener_commits import ListenerCommits


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
