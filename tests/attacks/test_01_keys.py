"""Line 1: a key is its owner. What one person does with keys counts as theirs, once."""

from datetime import timedelta
from typing import Any

import pytest

from jupiter_core.commands.api_key import (
    DecideScopes,
    MakeApiKey,
    NewApiKey,
    RevokeApiKey,
    decide_scopes,
    make_api_key,
    revoke_api_key,
)
from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.api_key import LEAST_SCOPES, Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import (
    AlreadyApproved,
    NotFound,
    NotPermitted,
    SecondPersonNeeded,
    SelfApproval,
)
from tests.attacks.company import MALLORY, Company
from tests.factories import DEAL_CHANNEL, FIONA, FRANK, SAM, WANDA, WORKSPACE, a_line
from tests.harness.api_client import Json, an_invoice
from tests.harness.api_keys import an_api_key
from tests.harness.web_client import web_client

NINE_MILLION: dict[str, Any] = {"lines": (a_line(price="9000000.00"),)}
PATH = "/sender-profiles/sender-us/bank-details"
THEIRS: Json = {
    "bank_accounts": [
        {
            "holder": "Jupiter US Inc.",
            "bank_name": "First Example Bank",
            "currency": "USD",
            "account_number": "666666",
            "routing_number": "021000021",
        }
    ]
}


def asked_for(company: Company, by: Actor, *scopes: Scope, **changes: object) -> NewApiKey:
    """A key as the form or the command line makes it: nobody has confirmed anything of it."""
    command = MakeApiKey(
        by=by, name="Mine", scopes=tuple(scopes), random_text="c" * 42 + str(len(scopes))
    )
    with company.store.write(WORKSPACE) as uow:
        return make_api_key(command.model_copy(update=changes), uow)


def decide(company: Company, key_id: str, by: Actor) -> None:
    with company.store.write(WORKSPACE) as uow:
        decide_scopes(DecideScopes(by=by, key_id=key_id, confirmed=True), uow)


def approved_by_key(
    company: Company, key: NewApiKey, invoice_id: str, seen: int
) -> tuple[int, str]:
    path = f"/invoices/{invoice_id}/approvals"
    answer = company.call("POST", path, key=key, if_match=f'"{seen}"')
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize("owner", [MALLORY, FIONA], ids=["an admin", "an approver"])
def test_the_owner_of_a_key_does_not_confirm_the_bank_details_that_it_proposed(
    company: Company, owner: Actor
) -> None:
    key = an_api_key(company.store, Scope.SENDER_PROFILES_WRITE, by=owner)
    assert company.call("POST", PATH, THEIRS, key=key).status_code == 202
    with pytest.raises((SecondPersonNeeded, NotPermitted)):
        company.decide(owner)
    proposal = company.profile().bank_proposal
    assert proposal is not None
    assert proposal.consent.confirmations == ()
    assert company.account() == "000123456789"


def test_no_key_confirms_whoever_owns_it(company: Company) -> None:
    key = an_api_key(company.store, *Scope, by=FIONA)
    company.call("POST", PATH, THEIRS, key=an_api_key(company.store, *Scope, by=MALLORY))
    with pytest.raises(NotPermitted, match="A person does, in Slack"):
        company.decide(key.key.actor)
    assert company.account() == "000123456789"


def test_two_keys_of_one_owner_do_not_approve_for_each_other(company: Company) -> None:
    drafts = an_api_key(company.store, Scope.INVOICES_WRITE, by=FIONA)
    approves = an_api_key(company.store, Scope.INVOICES_APPROVE, by=FIONA)
    body = an_invoice(submit=True, deal_channel=DEAL_CHANNEL)
    made = company.call("POST", "/invoices", body, key=drafts).json()
    assert approved_by_key(company, approves, made["id"], 2) == (403, "self_approval")
    with company.store.read(WORKSPACE) as uow:
        assert uow.invoices.get(made["id"]).state is State.PENDING_APPROVAL


def test_an_owner_does_not_approve_by_hand_what_their_key_drafted_or_the_other_way(
    company: Company,
) -> None:
    key = an_api_key(company.store, *Scope, by=FIONA)
    body = an_invoice(submit=True, deal_channel=DEAL_CHANNEL)
    made = company.call("POST", "/invoices", body, key=key).json()
    with company.store.read(WORKSPACE) as uow:
        by_key = uow.invoices.get(made["id"])
    with pytest.raises(SelfApproval):
        company.approve(by_key, FIONA)
    by_hand = company.submitted(FIONA)
    assert approved_by_key(company, key, by_hand.id, 2) == (403, "self_approval")


def test_an_edit_by_a_key_makes_its_owner_an_author(company: Company) -> None:
    key = an_api_key(company.store, Scope.INVOICES_WRITE, by=FIONA)
    invoice = company.submitted(SAM)
    body = an_invoice(memo="Pay quickly")
    changed = company.call("PUT", f"/invoices/{invoice.id}", body, key=key, if_match="*")
    if changed.status_code == 200:  # a key may have to be the drafter; then nothing is changed
        with pytest.raises(SelfApproval):
            company.approve(company.now(invoice), FIONA)
    else:
        assert changed.status_code == 403
        assert company.now(invoice) == invoice


def test_a_person_and_their_keys_are_one_of_the_approvals_that_are_needed(
    company: Company,
) -> None:
    first = an_api_key(company.store, Scope.INVOICES_APPROVE, by=FIONA)
    second = an_api_key(company.store, Scope.INVOICES_APPROVE, by=FIONA, name="Second")
    with company.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvals": 2})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    invoice = company.submitted(**NINE_MILLION)
    assert approved_by_key(company, first, invoice.id, 2)[0] == 201
    assert approved_by_key(company, second, invoice.id, 3) == (409, "already_approved")
    with pytest.raises(AlreadyApproved):
        company.approve(company.now(invoice), FIONA)
    assert company.now(invoice).number is None
    assert company.approve(company.now(invoice), FRANK).number == "JUS-000001"


def test_the_key_of_an_admin_who_is_no_approver_issues_nothing(company: Company) -> None:
    key = an_api_key(company.store, Scope.INVOICES_APPROVE, by=MALLORY)
    invoice = company.submitted(**NINE_MILLION)
    assert approved_by_key(company, key, invoice.id, 2) == (403, "not_an_approver")
    assert company.now(invoice) == invoice


def test_an_approver_who_is_one_no_more_approves_with_no_key_either(company: Company) -> None:
    key = an_api_key(company.store, Scope.INVOICES_APPROVE, by=FIONA)
    invoice = company.submitted()
    with company.store.write(WORKSPACE) as uow:
        workspace = uow.workspace()
        policy = workspace.policy.model_copy(update={"approvers": (FRANK.id, WANDA.id)})
        uow.save_workspace(workspace.model_copy(update={"policy": policy}))
    assert approved_by_key(company, key, invoice.id, 2) == (403, "not_an_approver")


def test_approve_scopes_are_given_by_two_people_and_announced(company: Company) -> None:
    made = asked_for(company, FIONA, Scope.INVOICES_APPROVE, Scope.INVOICES_READ)
    assert company.people_told() == {FIONA.id, FRANK.id, WANDA.id, "admins"}
    invoice = company.submitted()
    assert approved_by_key(company, made, invoice.id, 2) == (403, "not_in_scope")
    with pytest.raises(SecondPersonNeeded):
        decide(company, made.key.id, FIONA)
    with pytest.raises(NotPermitted):
        decide(company, made.key.id, MALLORY)
    decide(company, made.key.id, FRANK)
    assert [each.name for each in company.events(made.key.id)] == [
        EventName.API_KEY_MADE,
        EventName.API_KEY_SCOPES_PROPOSED,
        EventName.API_KEY_SCOPES_GRANTED,
    ]
    assert approved_by_key(company, made, invoice.id, 2)[0] == 201


def test_neither_the_owner_nor_whoever_made_the_key_confirms_its_scopes(company: Company) -> None:
    made = asked_for(company, operator(FRANK.id), Scope.INVOICES_APPROVE, owner=FIONA.id)
    for person in (FIONA, FRANK):
        with pytest.raises(SecondPersonNeeded):
            decide(company, made.key.id, person)
    decide(company, made.key.id, WANDA)


def test_scopes_of_a_key_that_was_revoked_meanwhile_are_not_granted(company: Company) -> None:
    made = asked_for(company, FIONA, Scope.INVOICES_APPROVE)
    with company.store.write(WORKSPACE) as uow:
        revoke_api_key(RevokeApiKey(by=FRANK, key_id=made.key.id), uow)
    with pytest.raises(NotFound):
        decide(company, made.key.id, FRANK)


def test_a_key_of_before_there_were_owners_reads_and_changes_nothing(company: Company) -> None:
    made = an_api_key(company.store, *Scope, by=FIONA)
    with company.store.write(WORKSPACE) as uow:
        uow.api_keys.save(made.key.model_copy(update={"owner": ""}))
    assert company.call("GET", "/invoices", key=made).status_code == 200
    refused = company.call("POST", "/invoices", an_invoice(), key=made)
    assert (refused.status_code, refused.json()["code"]) == (403, "key_without_owner")
    invoice = company.submitted()
    assert approved_by_key(company, made, invoice.id, 2)[0] == 403


def test_what_a_key_without_an_owner_drafted_is_not_approved_by_its_later_owner(
    company: Company,
) -> None:
    made = an_api_key(company.store, Scope.INVOICES_WRITE, by=FIONA)
    nobodys = made.key.actor.model_copy(update={"owner": ""})
    invoice = company.submitted(SAM)
    with company.store.write(WORKSPACE) as uow:
        old = invoice.model_copy(update={"authors": (nobodys.id,), "drafted_by": nobodys})
        after = old.model_copy(update={"sequence": invoice.sequence + 1})
        record(uow, invoice, after, EventName.INVOICE_EDITED, by=nobodys)
    with pytest.raises(SelfApproval):
        company.approve(company.now(invoice), FIONA)
    assert company.approve(company.now(invoice), FRANK).number


def test_a_key_has_the_least_where_nobody_says_more() -> None:
    assert not any(each not in (Scope.INVOICES_READ, Scope.CONTRACTS_READ) for each in LEAST_SCOPES)


def test_an_expired_key_lets_nobody_in(company: Company) -> None:
    made = asked_for(company, FIONA, Scope.INVOICES_READ, days=30)
    assert company.call("GET", "/invoices", key=made).status_code == 200
    company.clock.advance(hours=30 * 24)
    assert made.key.expires_at == company.clock.now()
    assert company.call("GET", "/invoices", key=made).status_code == 401


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("10.1.2.3", 200),
        ("::ffff:10.1.2.3", 200),
        ("11.1.2.3", 401),
        ("203.0.113.7", 200),
        ("not-an-address", 401),
        ("", 401),
    ],
)
def test_a_key_comes_from_its_addresses_only(company: Company, address: str, status: int) -> None:
    networks = ("10.0.0.0/8", "203.0.113.7")
    made = asked_for(company, FIONA, Scope.INVOICES_READ, allowed_addresses=networks)
    client = web_client(company.web, client=(address, 50000), raise_server_exceptions=False)
    headers = {"Authorization": f"Bearer {made.secret}", "X-Forwarded-For": "10.0.0.1"}
    assert client.get("/api/v1/invoices", headers=headers).status_code == status


def test_its_last_use_is_shown_and_written_once_an_hour(company: Company) -> None:
    key = an_api_key(company.store, Scope.INVOICES_READ, by=FIONA)

    def last() -> object:
        with company.store.read(WORKSPACE) as uow:
            return uow.api_keys.last_used().get(key.key.id)

    assert last() is None
    first = company.clock.now()
    company.call("GET", "/invoices", key=key)
    company.clock.advance(hours=0.5)
    company.call("GET", "/invoices", key=key)
    assert last() == first
    company.clock.advance(hours=0.5)
    company.call("GET", "/invoices", key=key)
    assert last() == first + timedelta(hours=1)


def test_a_key_drafts_only_while_its_owner_may(company: Company) -> None:
    key = an_api_key(company.store, Scope.INVOICES_WRITE, by=MALLORY)
    with company.store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": (SAM.id,)}))
    refused = company.call("POST", "/invoices", an_invoice(), key=key)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")


def test_a_key_records_payments_only_for_an_owner_who_may(company: Company) -> None:
    invoice = company.approve(company.submitted(), FIONA)
    path = f"/invoices/{invoice.id}/payments"
    for owner, status in ((MALLORY, 403), (FRANK, 201)):
        key = an_api_key(company.store, Scope.PAYMENTS_WRITE, by=owner)
        answer = company.call("POST", path, {"amount": "1.00"}, key=key, if_match="*")
        assert answer.status_code == status, answer.text
