"""Disputes, promises and pauses over REST."""

import pytest

from jupiter_core.commands.conversation import (
    Answer,
    AskQuestion,
    RaiseDispute,
    answer,
    ask_question,
    raise_dispute,
)
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.conversation import DisputeReason
from jupiter_core.domain.events import EventName
from tests.factories import DANA, SAM, WORKSPACE
from tests.harness.api_client import System, pointers
from tests.harness.api_deals import issued, stored
from tests.harness.api_keys import an_api_key

RITA = Actor(kind=ActorKind.SLACK_USER, id="U0RITA", name="Rita Okafor")
OLGA = Actor(kind=ActorKind.SLACK_USER, id="U0OLGA", name="Olga Novak")


@pytest.fixture
def system() -> System:
    return System()


def test_what_is_known_of_a_payment_is_read_back_and_ends_again(system: System) -> None:
    path = f"/invoices/{issued(system)['id']}"
    nothing = {"dispute": None, "promised": None, "paused": None}
    assert system.call("GET", path).json()["collection"] == nothing
    steps = [
        ("dispute", {"reason": "Not delivered"}),
        ("promise", {"date": "2027-01-20"}),
        ("pause-reminders", {"until": "2027-01-12"}),
    ]
    for step, body in steps:
        answer = system.call("POST", f"{path}/{step}", body)
        assert answer.status_code == 200
    known = answer.json()["collection"]
    assert known["dispute"]["reason"] == "Not delivered"
    assert known["dispute"]["by"]["name"] == "API key The CRM"
    assert (known["promised"]["date"], known["paused"]["until"]) == ("2027-01-20", "2027-01-12")
    assert answer.json()["version"] == 1
    system.call("POST", f"{path}/resolve-dispute", {"note": "Delivered"})
    left = system.call("POST", f"{path}/resume-reminders").json()["collection"]
    assert (left["dispute"], left["paused"]) == (None, None)
    assert left["promised"]["date"] == "2027-01-20"


def test_a_repeat_with_the_same_key_changes_nothing(system: System) -> None:
    made = issued(system)
    path, body = f"/invoices/{made['id']}/dispute", {"reason": "Not delivered"}
    first = system.call("POST", path, body, idempotency_key="once")
    again = system.call("POST", path, body, idempotency_key="once")
    assert (first.json(), again.status_code) == (again.json(), 200)
    assert stored(system, made["id"]).sequence == made["sequence"] + 1


def test_a_day_that_cannot_be_is_told_at_its_place(system: System) -> None:
    path = f"/invoices/{issued(system)['id']}"
    past = system.call("POST", f"{path}/promise", {"date": "2026-11-01"})
    assert (past.status_code, set(pointers(past))) == (422, {"#/date"})
    none = system.call("POST", f"{path}/pause-reminders", {"until": "soon"})
    assert (none.status_code, set(pointers(none))) == (422, {"#/until"})
    assert system.call("POST", f"{path}/resume-reminders").json()["code"] == "not_paused"


def test_a_key_without_amend_disputes_only_what_it_drafted(system: System) -> None:
    made = issued(system)
    other = an_api_key(system.store, Scope.INVOICES_WRITE, name="Another").secret
    body = {"reason": "Not delivered"}
    answer = system.call("POST", f"/invoices/{made['id']}/dispute", body, key=other)
    assert answer.status_code == 403
    assert stored(system, made["id"]).collection is None


def test_a_key_of_accounts_receivable_may_what_its_owner_may(system: System) -> None:
    made = issued(system)
    with system.store.write(WORKSPACE) as uow:
        workspace = uow.workspace().model_copy(
            update={"drafters": (SAM.id,), "receivables": (RITA.id,)}
        )
        uow.save_workspace(workspace)
    path = f"/invoices/{made['id']}"
    scopes = (Scope.INVOICES_READ, Scope.INVOICES_WRITE, Scope.INVOICES_AMEND)
    hers = an_api_key(system.store, *scopes, by=RITA).secret
    nobodys = an_api_key(system.store, *scopes, by=OLGA).secret

    disputed = system.call("POST", f"{path}/dispute", {"reason": "Not delivered"}, key=hers)
    assert disputed.status_code == 200, disputed.text
    refused = system.call("POST", f"{path}/resolve-dispute", {"note": "x"}, key=nobodys)
    assert refused.status_code == 403
    assert "nor accounts receivable" in refused.text
    amended = {"po_number": "PO-1"}
    headers = {"key": hers, "if_match": "*"}
    assert system.call("PATCH", path, amended, **headers).status_code == 403


def asked(system: System, invoice_id: object) -> str:
    """AP's question; its id."""
    with system.store.write(WORKSPACE) as uow:
        question = AskQuestion(by=DANA, invoice_id=str(invoice_id), text="For which project?")
        return ask_question(question, uow).id


def test_a_question_is_answered_and_the_answer_is_for_the_customer(system: System) -> None:
    made = issued(system)
    path = f"/invoices/{made['id']}/conversation"
    remark = asked(system, made["id"])
    answered = system.call("POST", f"{path}/{remark}/answer", {"text": "Neptune."})
    assert answered.status_code == 201, answered.text
    said = answered.json()
    assert (said["topic"], said["text"], said["answers"]) == ("answer", "Neptune.", remark)
    assert said["by"]["name"] == "API key The CRM"
    assert [each["id"] for each in system.call("GET", path).json()["items"]] == [
        *(remark, said["id"])
    ]
    with system.store.read(WORKSPACE) as uow:
        (told, *_) = reversed(uow.events.of(str(made["id"])))
        assert told.name is EventName.INVOICE_QUESTION_ANSWERED


def test_an_answer_needs_words_and_a_question_of_the_same_invoice(system: System) -> None:
    one, other = issued(system), issued(system, external_id="another")
    remark = asked(system, one["id"])
    path = f"/invoices/{one['id']}/conversation"
    empty = system.call("POST", f"{path}/{remark}/answer", {"text": " "})
    assert (empty.status_code, list(pointers(empty))) == (422, ["#/text"])
    elsewhere = f"/invoices/{other['id']}/conversation/{remark}/answer"
    assert system.call("POST", elsewhere, {"text": "x"}).status_code == 404
    missing = system.call("POST", f"{path}/01NOTHING/answer", {"text": "x"})
    assert missing.status_code == 404
    with system.store.read(WORKSPACE) as uow:
        assert len(uow.conversation.of(str(one["id"]))) == 1


def test_what_was_said_by_link_is_read_with_who_said_it(system: System) -> None:
    made = issued(system)
    with system.store.write(WORKSPACE) as uow:
        question = AskQuestion(by=DANA, invoice_id=str(made["id"]), text="For which project?")
        asked = ask_question(question, uow)
        answer(Answer(by=SAM, remark_id=asked.id, text="Neptune.", mails=True), uow)
    first, second = system.call("GET", f"/invoices/{made['id']}/conversation").json()["items"]
    assert (first["topic"], first["text"], first["by"]["verified"]) == (
        "question",
        "For which project?",
        True,
    )
    assert (second["topic"], second["answers"]) == ("answer", first["id"])
    assert second["mailed_to"] == "dana@acme.example"
    assert system.call("GET", "/invoices/01NOTHING/conversation").status_code == 404


@pytest.mark.parametrize("mails", [True, False])
def test_ap_who_disputed_by_link_hears_of_a_dispute_that_a_key_resolves(mails: bool) -> None:
    system = System(mails=mails)
    made = issued(system)
    command = RaiseDispute(
        by=DANA, invoice_id=made["id"], reason=DisputeReason.WRONG_PO, text="PO 4711, please."
    )
    with system.store.write(WORKSPACE) as uow:
        raise_dispute(command, uow)
    before = len([each for each in system.letters() if each.message.destination == "email"])
    answer = system.call("POST", f"/invoices/{made['id']}/resolve-dispute", {"note": "Sent anew"})
    assert answer.json()["collection"]["dispute"] is None
    last = system.call("GET", f"/invoices/{made['id']}/conversation").json()["items"][-1]
    assert (last["topic"], last["text"]) == ("resolution", "Sent anew")
    mailed = [each for each in system.letters() if each.message.destination == "email"]
    assert len(mailed) - before == int(mails)


def test_a_note_about_a_dispute_that_somebody_here_recorded_is_not_shown_to_ap(
    system: System,
) -> None:
    path = f"/invoices/{issued(system)['id']}"
    system.call("POST", f"{path}/dispute", {"reason": "They called"})
    assert system.call("POST", f"{path}/resolve-dispute", {"note": "Ours"}).status_code == 200
    assert system.call("GET", f"{path}/conversation").json()["items"] == []
