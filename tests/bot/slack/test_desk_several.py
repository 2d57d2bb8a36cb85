"""Approving several at once, in the whole bot: listed, confirmed, each exactly as it was shown."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.commands.purchase_order import RecordPurchaseOrder, record_purchase_order
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem
from jupiter_core.ports.subject import INVOICE
from tests.factories import DEAL_CHANNEL, FIONA, FRANK, SAM, WORKSPACE, a_day_that_began
from tests.harness.drawn_views import texts_in
from tests.harness.slack_reading import Json
from tests.harness.whole_bot import WholeBot, a_whole_bot
from tests.jupiter_core.domain.test_purchase_order import an_order

FORM, CONFIRM, DONE = "desk_several", "desk_several_approve", "desk_several_done"


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
    return running


def waiting(bot: WholeBot, price: str, by: Actor = SAM, po: str = "") -> Invoice:
    """One that looks like no other."""
    database = bot.application.database
    with database.write(WORKSPACE) as uow:
        profile = next(e for e in uow.sender_profiles.all() if e.series == "JUS-")
        line = LineItem(description=f"Fee {price}", quantity=1, unit_price=Money.of(price, "USD"))
        terms = InvoiceTerms(
            customer_id=uow.customers.search("acme")[0].id,
            sender_profile_id=profile.id,
            currency="USD",
            net_terms=45,
            issue_date=a_day_that_began(uow.now),
            lines=(line,),
            po_number=po,
        )
        command = SubmitInvoice(by=by, deal_channel=DEAL_CHANNEL, terms=terms)
        return submit_invoice(command, uow, bot.application.renderer)


def top(bot: WholeBot, callback_id: str, user: str = FIONA.id) -> Json:
    def look() -> Json | None:
        stack = bot.modals(user)
        return stack[-1] if stack and stack[-1]["callback_id"] == callback_id else None

    return bot.eventually(look)


def listed(bot: WholeBot, *invoices: Invoice, user: str = FIONA.id) -> None:
    """Opened, and these ticked as they are listed."""
    bot.command(user, "/invoice approve")
    wanted = {each.id for each in invoices}

    def look() -> list[str]:
        element = top(bot, FORM, user)["blocks"][0].get("element") or {"options": []}
        values = [each["value"] for each in element["options"]]
        found = [each for each in values if each.partition(":")[0] in wanted]
        return found if len(found) == len(wanted) else []

    bot.fill(user, "chosen", bot.eventually(look))


def confirmed(bot: WholeBot, user: str = FIONA.id) -> str:
    """All that is shown in the end."""
    bot.submit(user)

    def look() -> str:
        text = "\n".join(texts_in(top(bot, DONE, user)))
        return "" if "Approving …" in text else text

    return bot.eventually(look)


def approvals(bot: WholeBot, invoice: Invoice) -> int:
    with bot.application.database.read(WORKSPACE) as uow:
        events = uow.events.of(invoice.id)
    return sum(each.name is EventName.INVOICE_APPROVED for each in events)


def test_those_that_are_chosen_are_approved_and_no_other(bot: WholeBot) -> None:
    one, two, three = (waiting(bot, price) for price in ("100.00", "250.50", "999.00"))
    listed(bot, one, two)
    bot.submit(FIONA.id)
    shown = "\n".join(texts_in(top(bot, CONFIRM)))
    assert "2 invoices: USD 350.50" in shown
    assert "2 approved." in confirmed(bot)
    states = [bot.invoice(each.id).state for each in (one, two, three)]
    assert states == [State.ISSUED, State.ISSUED, State.PENDING_APPROVAL]


def test_the_home_offers_the_same(bot: WholeBot) -> None:
    wanted = {each.id for each in (waiting(bot, "100.00"), waiting(bot, "250.50"))}

    def offers() -> Json | None:
        home: Json = bot.home(FIONA.id)
        both = all(each in str(home) for each in wanted)
        return home if both and "desk_approve_several" in str(home) else None

    def boxes() -> set[str]:
        element = top(bot, FORM)["blocks"][0].get("element") or {"options": []}
        found = {each["value"].partition(":")[0] for each in element["options"]}
        return found if wanted <= found else set()

    view = bot.eventually(offers)
    bot._act(
        "action",
        {"user": FIONA.id, "action_id": "desk_approve_several", "view_id": view["id"]},
    )
    assert bot.eventually(boxes) == wanted


def test_what_changed_or_was_decided_meanwhile_is_named_and_the_others_are_approved(
    bot: WholeBot,
) -> None:
    good, returned, decided = (waiting(bot, price) for price in ("100.00", "250.50", "999.00"))
    listed(bot, good, returned, decided)
    bot.submit(FIONA.id)
    top(bot, CONFIRM)
    seen = {"by": FRANK, "expected_version": returned.sequence}
    with bot.application.database.write(WORKSPACE) as uow:
        request_changes(
            INVOICE, RequestChanges(subject_id=returned.id, reason="Price", **seen), uow
        )
        approve(Approve(subject_id=decided.id, **seen), uow)
    said = confirmed(bot)
    assert "1 approved." in said
    assert "Left out (2)" in said
    assert "USD 250.50: " in said
    assert "USD 999.00: " in said
    assert bot.invoice(good.id).state is State.ISSUED
    assert bot.invoice(returned.id).state is State.DRAFT
    assert approvals(bot, decided) == 1


def test_what_has_to_be_read_first_is_left_out_before_anything_is_confirmed(
    bot: WholeBot,
) -> None:
    good, *twins = waiting(bot, "100.00"), waiting(bot, "250.50"), waiting(bot, "250.50")
    listed(bot, good, *twins)
    bot.submit(FIONA.id)
    shown = "\n".join(texts_in(top(bot, CONFIRM)))
    assert "1 invoice: USD 100.00" in shown
    assert "May be a duplicate" in shown
    assert "1 approved." in confirmed(bot)
    assert all(bot.invoice(each.id).state is State.PENDING_APPROVAL for each in twins)


def ordered(bot: WholeBot, number: str, **said: object) -> None:
    with bot.application.database.write(WORKSPACE) as uow:
        order = an_order(
            workspace_id=WORKSPACE,
            number=number,
            customer_id=uow.customers.search("acme")[0].id,
            **said,
        )
        record_purchase_order(RecordPurchaseOrder(by=SAM, order=order), uow)


def test_what_its_po_does_not_cover_is_left_out_and_says_why(bot: WholeBot) -> None:
    ordered(bot, "4500-1", amount=Money.of("300.00", "USD"))
    ordered(bot, "4500-2", amount=None, valid_until=date(2020, 12, 31))
    good = waiting(bot, "100.00", po="4500-1")
    larger = waiting(bot, "250.50", po="4500-1")
    expired = waiting(bot, "999.00", po="4500-2")
    listed(bot, good, larger, expired)
    bot.submit(FIONA.id)
    shown = "\n".join(texts_in(top(bot, CONFIRM)))
    assert "Left out (3)" in shown
    assert shown.count("it exceeds the order by USD 50.50.") == 2
    assert "PO 4500-2 was valid until 31 Dec 2020." in shown
    assert not any(approvals(bot, each) for each in (good, larger, expired))


def test_nobody_is_offered_what_they_wrote(bot: WholeBot) -> None:
    waiting(bot, "100.00", by=FIONA)
    bot.command(FIONA.id, "/invoice approve")
    bot.eventually(lambda: "Nothing waits for you" in str(top(bot, FORM)))


def test_who_chose_nothing_is_told_so(bot: WholeBot) -> None:
    waiting(bot, "100.00")
    bot.command(FIONA.id, "/invoice approve")
    bot.eventually(lambda: "USD 100.00" in str(top(bot, FORM)))
    assert "Choose what to approve." in str(bot.submit(FIONA.id)["errors"])


def test_the_same_click_twice_approves_once(bot: WholeBot) -> None:
    invoice = waiting(bot, "100.00")
    listed(bot, invoice)
    bot.submit(FIONA.id)
    top(bot, CONFIRM)
    confirmed(bot)
    sent = [threading.Thread(target=bot.alter, args=("view_submission",)) for _ in range(2)]
    for each in sent:
        each.start()
    for each in sent:
        each.join()
    assert approvals(bot, invoice) == 1
    assert "1 approved." in bot.eventually(lambda: "\n".join(texts_in(top(bot, DONE))))


def test_who_is_no_approver_opens_no_list(bot: WholeBot) -> None:
    bot.command(SAM.id, "/invoice approve")
    assert "Only approvers can do this." in bot.told(SAM.id)
    assert not bot.modals(SAM.id)
