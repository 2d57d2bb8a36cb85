"""The desk in the App Home, in the whole bot: pressed, drawn anew, and what is refused there."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.approval import RequestChanges, request_changes
from jupiter_core.commands.purchase_order import RecordPurchaseOrder, record_purchase_order
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.ports import SavedForm
from jupiter_core.ports.subject import INVOICE
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE, a_draft
from tests.harness.drawn_views import texts_in
from tests.harness.slack_reading import Json
from tests.harness.whole_bot import WholeBot, a_whole_bot
from tests.jupiter_core.domain.test_purchase_order import an_order
from tests.jupiter_core.store.histories import add


@pytest.fixture(scope="module")
def running() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        yield bot


@pytest.fixture
def bot(running: WholeBot) -> WholeBot:
    """With nothing in it from before."""
    with running.application.database.write(WORKSPACE) as uow:
        for invoice_id in uow.invoices.ids():
            uow.erasure.subject(invoice_id)
        for form in uow.forms.of(SAM.id):
            uow.forms.discard(form.id)
    return running


def now_at_home(bot: WholeBot, user: str) -> str:
    """What the Home shows, as it was last drawn."""
    return "\n".join(texts_in(bot._look(f"views?as={user}")["home"]))


def opened(bot: WholeBot, user: str, *words: str) -> Json:
    """The Home, opened once, when it says so."""
    bot.home(user)

    def look() -> Json | None:
        view: Json = bot._look(f"views?as={user}")["home"]
        return view if all(each in str(view) for each in words) else None

    found = bot.eventually(look)
    assert found is not None
    return found


def press(bot: WholeBot, user: str, action_id: str, value: str, view: Json) -> None:
    block = next(
        each
        for each in view["blocks"]
        for one in [each.get("accessory") or {}, *each.get("elements", [])]
        if one.get("action_id") == action_id and value in one.get("value", "")
    )
    where = {"action_id": action_id, "view_id": view["id"], "block_id": block["block_id"]}
    bot._act("action", {"user": user, **where})


def sent_back(bot: WholeBot, invoice: Invoice, reason: str) -> None:
    command = RequestChanges(
        by=FIONA, subject_id=invoice.id, expected_version=invoice.sequence, reason=reason
    )
    with bot.application.database.write(WORKSPACE) as uow:
        request_changes(INVOICE, command, uow)


def test_approving_at_home_issues_it_and_the_row_is_gone(bot: WholeBot) -> None:
    invoice = bot.submitted()
    press(
        bot,
        FIONA.id,
        "desk_approve",
        invoice.id,
        opened(bot, FIONA.id, "To approve (1)", invoice.id),
    )
    said = bot.eventually(lambda: _line(bot, "You approved"))
    assert bot.invoice(invoice.id).state is State.ISSUED
    assert "It is issued now." in said
    assert "To approve" not in now_at_home(bot, FIONA.id)


def _line(bot: WholeBot, beginning: str, user: str = FIONA.id) -> str:
    lines = now_at_home(bot, user).splitlines()
    return next((each for each in lines if each.startswith(beginning)), "")


def test_a_row_that_is_out_of_date_says_so_and_is_drawn_anew(bot: WholeBot) -> None:
    invoice = bot.submitted()
    view = opened(bot, FIONA.id, "To approve (1)", invoice.id)
    sent_back(bot, invoice, "Wrong price")
    press(bot, FIONA.id, "desk_approve", invoice.id, view)
    bot.eventually(lambda: "To approve" not in now_at_home(bot, FIONA.id))
    assert bot.invoice(invoice.id).state is State.DRAFT
    assert "draft" in now_at_home(bot, FIONA.id).splitlines()[1]
    opened(bot, SAM.id, "Sent back to you (1)", "“Wrong price”")


def test_one_that_looks_like_another_is_approved_where_that_is_said(bot: WholeBot) -> None:
    _, second = bot.submitted(), bot.submitted()
    press(
        bot, FIONA.id, "desk_approve", second.id, opened(bot, FIONA.id, "To approve (2)", second.id)
    )
    assert "May be a duplicate" in bot.eventually(lambda: _line(bot, "Not approved yet."))
    assert bot.invoice(second.id).state is State.PENDING_APPROVAL


def test_one_that_its_po_does_not_cover_is_approved_where_that_is_said(bot: WholeBot) -> None:
    with bot.application.database.write(WORKSPACE) as uow:
        customer = uow.customers.search("acme")[0]
        order = an_order(customer_id=customer.id, number="4500-7", amount=Money.of("1.00", "USD"))
        record_purchase_order(RecordPurchaseOrder(by=SAM, order=order), uow)
    invoice = bot.submitted(po_number="4500-7")
    view = opened(bot, FIONA.id, "To approve (1)", invoice.id)
    press(bot, FIONA.id, "desk_approve", invoice.id, view)
    said = bot.eventually(lambda: _line(bot, "Not approved yet."))
    assert "PO 4500-7 has USD 1.00 left" in said
    assert "Read the request in its thread, and approve it there." in said
    assert bot.invoice(invoice.id).state is State.PENDING_APPROVAL


def test_what_a_person_does_elsewhere_is_at_home_without_opening_it_again(bot: WholeBot) -> None:
    opened(bot, SAM.id)
    bot.fill_builder()
    bot.submit(SAM.id)
    bot.eventually(lambda: "Waiting for approval (1)" in now_at_home(bot, SAM.id))


def kept_form(bot: WholeBot) -> str:
    """What Sam typed and did not submit."""
    with bot.application.database.write(WORKSPACE) as uow:
        form = SavedForm(
            id=uow.new_id(), owner=SAM.id, channel=DEAL_CHANNEL, values={}, updated_at=uow.now
        )
        uow.forms.save(form)
    return form.id


def test_a_draft_is_discarded_at_home(bot: WholeBot) -> None:
    form_id = kept_form(bot)
    view = opened(bot, SAM.id, "Not submitted yet (1)", form_id)
    press(bot, SAM.id, "desk_discard_form", form_id, view)
    bot.eventually(lambda: "Draft discarded." in now_at_home(bot, SAM.id))
    with bot.application.database.read(WORKSPACE) as uow:
        assert uow.forms.of(SAM.id) == []


def test_a_draft_that_is_gone_meanwhile_is_said_to_be(bot: WholeBot) -> None:
    form_id = kept_form(bot)
    view = opened(bot, SAM.id, "Not submitted yet (1)", form_id)
    with bot.application.database.write(WORKSPACE) as uow:
        uow.forms.discard(form_id)
    press(bot, SAM.id, "desk_discard_form", form_id, view)
    bot.eventually(lambda: "no draft" in now_at_home(bot, SAM.id))


def test_all_of_a_section_is_read_in_pages(bot: WholeBot) -> None:
    for _ in range(11):
        bot.submitted()
    view = opened(bot, SAM.id, "Show all 11")
    press(bot, SAM.id, "desk_show_all", "submitted", view)
    assert "1–11 of 11" in texts_in(bot.top("desk_all"))


def test_what_is_typed_into_the_field_is_found(bot: WholeBot) -> None:
    invoice = bot.submitted()
    view = opened(bot, SAM.id, "Find an invoice", invoice.id)
    where = {"user": SAM.id, "action_id": "desk_search", "view_id": view["id"], "value": "acme"}
    bot._act("action", where)
    assert "Acme Corporation" in str(bot.top("found"))


def test_behind_the_aging_of_home_a_list_is_paged_and_sent_as_a_file(bot: WholeBot) -> None:
    with bot.application.database.write(WORKSPACE) as uow:
        for n in range(1, 28):
            add(uow, a_draft(id=f"01JOWED{n:019}", number=f"JUS-{n:06}", state=State.ISSUED))
    press(bot, FIONA.id, "desk_aging", "", opened(bot, FIONA.id, "Aging"))
    owed = {"user": FIONA.id, "action_id": "aging_owed"}
    aging = bot.eventually(lambda: top_of(bot, "aging"))
    bot._act("action", {**owed, "view_id": aging["id"]})
    first = bot.eventually(lambda: top_of(bot, "found"))
    assert "(1–25 of 27)" in str(first)
    turn = {"user": FIONA.id, "view_id": first["id"]}
    bot._act("action", {**turn, "action_id": "found_later"})
    bot.eventually(lambda: "(26–27 of 27)" in str(top_of(bot, "found")))
    bot._act("action", {**turn, "action_id": "found_csv"})
    bot.eventually(lambda: waiting_file(bot))


def top_of(bot: WholeBot, callback_id: str) -> Json | None:
    """Fiona's view on top, if it is this one."""
    stack = bot.modals(FIONA.id)
    return stack[-1] if stack and stack[-1]["callback_id"] == callback_id else None


def waiting_file(bot: WholeBot) -> Json | None:
    sent = bot.calls("files.completeUploadExternal")
    return sent[-1] if sent else None
