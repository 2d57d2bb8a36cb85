"""A hundred invoices to be cloned: most are paid, a few are open, overdue, pending or drafts.

What each clone has of its own stands in them as a token that nothing else contains.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jupiter_core.commands.timer import tick
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork
from jupiter_core.store import Database
from tests.factories import (
    FIONA,
    NOW,
    SAM,
    WANDA,
    WORKSPACE,
    a_content,
    a_customer,
    a_line,
    a_sender_profile,
)
from tests.jupiter_core.store.histories import a_draft_of, a_message

COUNT = 100
ID, CONTRACT = "01JTEMPLATE000000000000", "01JCONTRACT000000000000000"
NUMBER, PO, EXTERNAL = "777777", "888888", "dealtoken"
CUSTOMER, NAME, MAILBOX = "customertoken", "Qqnameqq", "mailboxtoken"
TODAY = NOW.date()
SPREAD = 11
"""Days over which the clones of one invoice are issued."""

_LATE = (3, 20, 45)
_YOUNG = (-20, -25, -40)
_OTHERS = (State.PENDING_APPROVAL, State.DRAFT, State.DRAFT, State.VOID)


def dates_of(template: int) -> tuple[date, date]:
    """When that one is issued and due, in 45 days."""
    issued = TODAY - timedelta(days=_age(template))
    return issued, issued + timedelta(days=45)


def fill_templates(uow: UnitOfWork) -> None:
    """Writes them as commands do, with their parties; the timer has nothing left to do."""
    uow.sender_profiles.save(a_sender_profile())
    customer = a_customer(
        id=CUSTOMER, name=NAME, ap_contact=ApContact(name="Dana", email=f"{MAILBOX}@acme.example")
    )
    uow.customers.save(customer)
    uow.save_workspace(Workspace(id=WORKSPACE, policy=ApprovalPolicy(approvers=(FIONA.id,))))
    for n, said in enumerate(_states()):
        content = a_content(
            bill_to=customer.bill_to(),
            lines=(a_line(price=f"{1000 + 7 * n}.00"),),
            issue_date=dates_of(n)[0],
            po_number=f"45{PO}{n:02}" if n % 7 else "",
            **({"corrects": f"JUS-{NUMBER}00"} if said.pop("note", False) else {}),
        )
        _add(uow, n, content=content, **said)
    tick(uow)


def _states() -> Iterator[dict[str, Any]]:
    for n in range(COUNT):
        before = len(_LATE) + len(_YOUNG)
        if n < before:
            yield {"state": State.ISSUED}
        elif n < before + len(_OTHERS):
            yield {"state": _OTHERS[n - before]}
        elif n == before + len(_OTHERS):
            yield {"state": State.ISSUED, "note": True}
        else:
            yield {"state": State.PAID}


def _age(n: int) -> int:
    """Days since it was issued."""
    owed = (*(late + 45 for late in _LATE), *(late + 45 for late in _YOUNG))
    return owed[n] if n < len(owed) else (2 if n < 11 else 40 + 11 * (n - 10))


def _event(n: int, number: str) -> Event:
    """Whoever verifies takes the number for one that another system gave."""
    name = EventName.INVOICE_CARRIED_OVER if number else EventName.INVOICE_CREATED
    subject = f"{ID}{n:03}"
    told = {"id": f"{subject}-told", "subject_id": subject, "sequence": 1, "note": number}
    return Event(workspace_id=WORKSPACE, name=name, at=NOW, by=SAM, **told)


def send(database: Database) -> None:
    """Each message that they put, as if Slack had taken it."""
    owner, until = "bench", NOW + timedelta(hours=1)
    while found := database.outbox.claim(owner=owner, now=NOW, lease_until=until, limit=500):
        for message in found:
            answer = {"ts": "1700000000.000100"}
            database.outbox.sent(message.id, owner=owner, now=NOW, receipt=answer)


def _add(uow: UnitOfWork, n: int, **said: Any) -> Invoice:
    state, content = said["state"], said["content"]
    if state not in {State.DRAFT, State.PENDING_APPROVAL}:
        said |= {"number": f"JUS-{NUMBER}{n:02}", "revision": 1}
    if state is State.PAID:
        settled = NOW - timedelta(days=_age(n) - 35, hours=1)
        said |= {"paid": content.totals.total, "settled_at": settled}
    else:
        said |= {"paid": Money.zero(content.currency)}
    if n % 10 == 0:
        said |= {"contract_id": CONTRACT, "contract_sequence": n}
    drafter = (SAM, WANDA)[n % 2]
    uow.events.add(_event(n, str(said.get("number", ""))))
    uow.outbox.put(a_message(f"{ID}{n:03}-card", f"{ID}{n:03}"))
    return a_draft_of(
        uow,
        f"{ID}{n:03}",
        drafted_by=drafter,
        authors=(drafter.id,),
        external_id=f"{EXTERNAL}-{n:02}",
        **said,
    )
