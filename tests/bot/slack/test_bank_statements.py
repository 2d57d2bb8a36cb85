"""A bank's file in the finance channel, and what is decided about its entries, over signed HTTP."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.bank_entry import EntryState, ImportedEntry
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.ports import EntryFilter
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE, a_line
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, actions_of, shown

NOAH = "U0NOAH"
MT940 = (
    ":20:X\n:25:000123456789\n:28C:1\n:60F:C261119USD0,00\n"
    ":61:2611201120C{amount}NTRFE2E//B1\n:86:{text}\n"
    ":61:2611201120C5,00NTRFE2F//B2\n:86:<!channel> interest\n"
    ":61:2611201120D2,00NCHGNONREF//B3\n:86:Fee\n"
)
CSV = 'Date,Amount,Text\n03/04/2026,"1,234",x\n'


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        with rig.store.write(WORKSPACE) as uow:
            team = uow.workspace().model_copy(update={"finance_channel": DEAL_CHANNEL})
            uow.save_workspace(team)
        yield rig


def a_file(amount: str, text: str) -> bytes:
    return MT940.format(amount=amount, text=text).encode()


def drop(rig: SlackBot, content: bytes, name: str = "statement.sta", user: str = FIONA.id) -> Json:
    """The file's own message, once it is answered in its thread."""
    shared = rig.share(user, DEAL_CHANNEL, name, content)
    return rig.eventually(lambda: _answer(rig, shared["ts"]))


def _answer(rig: SlackBot, ts: str) -> Json | None:
    rig.deliver()
    replies = rig.replies(ts, FIONA.id)[1:]
    return replies[-1] if replies else None


def entries(rig: SlackBot) -> list[ImportedEntry]:
    """In the file's order."""
    with rig.store.read(WORKSPACE) as uow:
        return uow.statements.entries(EntryFilter())[::-1]


def invoice(rig: SlackBot) -> Invoice:
    return rig.issued(lines=(a_line(price="100.00"),))


def now_in(rig: SlackBot, state: EntryState) -> ImportedEntry:
    """The first entry, once it is in that state."""

    def look() -> ImportedEntry | None:
        first = entries(rig)[0]
        return first if first.state is state else None

    return rig.eventually(look)


def test_a_file_is_answered_in_its_thread_and_its_payment_booked(rig: SlackBot) -> None:
    made = invoice(rig)

    answer = drop(rig, a_file("100,00", f"Thanks {made.number}"))

    first = shown(answer)
    assert "3 entries (1 matched, 1 unmatched, 1 ignored)" in first
    assert f"Certain: {made.number}: the invoice number is in the text" in first
    assert "&lt;!channel&gt;" in first or "<!channel> interest" in first
    rig.press(FIONA.id, "entry_book", answer)
    assert rig.submit(FIONA.id)["stack"] == []
    booked = now_in(rig, EntryState.BOOKED)
    assert [part.number for part in booked.booked] == [made.number]
    assert rig.invoice(made.id).state is State.PAID

    def said() -> str:
        return shown(_answer(rig, answer["thread_ts"]) or {})

    rig.eventually(lambda: "1 booked" in said())
    assert f"Booked: {made.number} USD 100.00" in said()


def test_what_a_file_brought_is_said_also_where_slack_does_not_take_it_at_first(
    rig: SlackBot,
) -> None:
    rig.fault("chat.postMessage", "server_error")
    shared = rig.share(FIONA.id, DEAL_CHANNEL, "s.sta", a_file("7,00", "x"))
    rig.eventually(lambda: entries(rig) or None)

    def said() -> str:
        rig.clock.advance(hours=1)
        return shown(_answer(rig, shared["ts"]) or {})

    rig.eventually(lambda: "3 entries" in said())


def test_invoices_are_chosen_and_the_rest_settled(rig: SlackBot) -> None:
    made = invoice(rig)
    answer = drop(rig, a_file("95,00", "no number"))

    rig.press(FIONA.id, "entry_choose", answer)
    view = rig.modal(FIONA.id)
    where = {"user": FIONA.id, "action_id": "entry_invoices", "view_id": view["id"]}
    found = rig._act("options", {**where, "query": "acme"})["options"]
    assert [each["value"] for each in found] == [made.id]
    rig.fill(FIONA.id, "entry_invoices", [made.id])
    rig.fill(FIONA.id, "settle_as", "bank_fee")
    assert "reason" in rig.submit(FIONA.id)["errors"]
    rig.fill(FIONA.id, "reason", "Kept by their bank")
    assert rig.submit(FIONA.id)["stack"] == []
    now_in(rig, EntryState.BOOKED)
    assert rig.invoice(made.id).state is State.PAID


def test_an_entry_is_ignored_with_a_reason(rig: SlackBot) -> None:
    answer = drop(rig, a_file("7,00", "Interest"))

    rig.press(FIONA.id, "entry_ignore", answer)
    rig.fill(FIONA.id, "reason", "Interest")
    assert rig.submit(FIONA.id)["stack"] == []

    assert now_in(rig, EntryState.IGNORED).reason == "Interest"


def test_a_form_that_was_left_open_says_that_the_entry_is_booked(rig: SlackBot) -> None:
    made = invoice(rig)
    answer = drop(rig, a_file("100,00", f"{made.number}"))
    rig.press(FIONA.id, "entry_book", answer)
    rig.press("U0FRANK", "entry_ignore", answer)
    rig.submit(FIONA.id)
    now_in(rig, EntryState.BOOKED)

    rig.fill("U0FRANK", "reason", "Twice")
    assert "booked already" in str(rig.submit("U0FRANK")["errors"])


def test_the_same_file_again_changes_nothing(rig: SlackBot) -> None:
    drop(rig, a_file("7,00", "x"))
    before = entries(rig)

    again = drop(rig, a_file("7,00", "x"), "copy.sta")

    assert "taken in before; nothing has changed" in shown(again)
    assert entries(rig) == before


def test_an_event_that_comes_twice_is_answered_once(rig: SlackBot) -> None:
    answer = drop(rig, a_file("7,00", "x"))
    rig.redeliver("event_callback")
    rig.share(FIONA.id, DEAL_CHANNEL, "notes.pdf", b"%PDF")
    drop(rig, a_file("8,00", "y"))

    assert len(rig.replies(answer["thread_ts"], FIONA.id)) == 2


def test_the_columns_of_a_csv_file_are_confirmed_once(rig: SlackBot) -> None:
    answer = drop(rig, CSV.encode(), "bank.csv")
    assert "whether 1,234 is a thousand" in shown(answer)
    assert "Booking date: Date" in shown(answer)
    assert "booked_on" not in shown(answer)
    assert entries(rig) == []

    rig.press(FIONA.id, "statement_columns", answer)
    view_id = rig.modal(FIONA.id)["id"]
    for block_id, value in (("decimal", "."), ("dates", "mdy"), ("account", "000123456789")):
        where = {"user": FIONA.id, "view_id": view_id, "action_id": block_id}
        rig._act("action", {**where, "block_id": block_id, "value": value})
    assert rig.submit(FIONA.id)["stack"] == []

    (entry,) = rig.eventually(lambda: entries(rig) or None)
    assert (str(entry.amount), entry.entry.booked_on.isoformat()) == ("1234.00", "2026-03-04")
    drop(rig, CSV.replace("1,234", "9,999").encode(), "next.csv")
    assert [str(each.amount) for each in entries(rig)] == ["1234.00", "9999.00"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b":20:X\n:25:1\n:60F:C261119USD0,00\n:61:rubbish\n", "is not as MT940 has it"),
        (b":20:X\n:25:999\n:60F:C261119USD0,00\n", "No legal entity has the bank account"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "defines entities"),
    ],
)
def test_what_cannot_be_taken_in_is_said_to_whoever_dropped_it(
    rig: SlackBot, content: bytes, said: str
) -> None:
    shared = rig.share(FIONA.id, DEAL_CHANNEL, "s.xml", content)

    assert said in rig.eventually(lambda: _told(rig, FIONA.id, said))
    assert rig.replies(shared["ts"], FIONA.id)[1:] == []
    assert entries(rig) == []


def _told(rig: SlackBot, user: str, said: str) -> str | None:
    texts = [each["text"] for each in rig.channel(user) if each.get("ephemeral")]
    return next((text for text in texts if said in text), None)


def test_only_finance_may_and_the_buttons_ask_again(rig: SlackBot) -> None:
    rig.share(SAM.id, DEAL_CHANNEL, "s.sta", a_file("7,00", "x"))
    assert rig.eventually(lambda: _told(rig, SAM.id, "may not import bank statements"))
    assert entries(rig) == []
    answer = drop(rig, a_file("7,00", "x"))

    rig.press(SAM.id, "entry_ignore", answer)

    assert "Approvers and accounts receivable can" in rig.told(SAM.id)
    assert rig.modals(SAM.id) == []


def test_a_file_elsewhere_is_no_affair_of_ours(rig: SlackBot) -> None:
    with rig.store.write(WORKSPACE) as uow:
        team = uow.workspace().model_copy(update={"finance_channel": "C0FINANCE"})
        uow.save_workspace(team)
    elsewhere = rig.share(FIONA.id, DEAL_CHANNEL, "s.sta", a_file("7,00", "x"))
    with rig.store.write(WORKSPACE) as uow:
        team = uow.workspace().model_copy(update={"finance_channel": DEAL_CHANNEL})
        uow.save_workspace(team)
    drop(rig, a_file("8,00", "y"))

    assert rig.replies(elsewhere["ts"], FIONA.id)[1:] == []
    assert all("entry_book" not in actions_of(each) for each in rig.channel())
