"""Out of office, in the whole bot: named, asked, approved, told and ended."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from jupiter_core.domain.invoice import Invoice, State
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.drawn_views import texts_in
from tests.harness.slack_reading import Json, actions_of, shown
from tests.harness.whole_bot import WholeBot, a_whole_bot

BO, NOAH = "U0BO", "U0NOAH"
FORM = "away_form"


@pytest.fixture(scope="module")
def running() -> Iterator[WholeBot]:
    with a_whole_bot() as bot:
        bot.account(BO, real_name="Bo <!channel> Larsen")
        bot.membership(BO, member=True)
        yield bot


@pytest.fixture
def bot(running: WholeBot) -> WholeBot:
    """With nothing in it from before, and nobody away."""
    with running.application.database.write(WORKSPACE) as uow:
        for invoice_id in uow.invoices.ids():
            uow.erasure.subject(invoice_id)
        uow.save_workspace(uow.workspace().model_copy(update={"delegations": ()}))
    return running


def later(bot: WholeBot) -> str:
    """The fifth of the month after the next."""
    with bot.application.database.read(WORKSPACE) as uow:
        then = uow.now.date().replace(day=1) + timedelta(days=62)
    return then.replace(day=5).isoformat()


def form(bot: WholeBot, user: str, before: list[Json]) -> None:
    """Waits until it is open; one that was refused may still lie beneath."""
    known = {each["id"] for each in before}

    def look() -> bool:
        stack = bot.modals(user)
        return bool(stack) and stack[-1]["callback_id"] == FORM and stack[-1]["id"] not in known

    assert bot.eventually(look)


def filled(bot: WholeBot, delegate: str = BO, **days: str) -> Json:
    before = bot.modals(FIONA.id)
    bot.command(FIONA.id, "/invoice away")
    form(bot, FIONA.id, before)
    bot.fill(FIONA.id, "delegate", delegate)
    bot.knows(delegate)
    for name, typed in ({"last_day": later(bot)} | days).items():
        bot.fill(FIONA.id, name, typed)
    return bot.submit(FIONA.id)


def away(bot: WholeBot) -> None:
    filled(bot)
    bot.eventually(lambda: _delegations(bot))
    bot.delivered()


def _delegations(bot: WholeBot) -> int:
    with bot.application.database.read(WORKSPACE) as uow:
        return len(uow.workspace().delegations)


def home(bot: WholeBot, user: str, *words: str) -> Json:
    """The Home, opened once, when it says so."""
    bot.home(user)
    return at_home(bot, user, *words)


def at_home(bot: WholeBot, user: str, *words: str) -> Json:
    """As it was drawn after the last press."""

    def look() -> Json | None:
        view: Json = bot._look(f"views?as={user}")["home"]
        return view if all(each in "\n".join(texts_in(view)) for each in words) else None

    return bot.eventually(look)


def requests(bot: WholeBot, user: str) -> list[Json]:
    _, messages = bot.direct_messages(user)
    return [each for each in messages if "invoice_approve" in actions_of(each)]


def thread(bot: WholeBot) -> list[Json]:
    """The newest card, and what is in its thread."""
    cards = [e for e in bot.channel() if e.get("thread_ts") in (None, e["ts"])]
    return bot.replies(max(each["ts"] for each in cards if not each["ephemeral"]))


def press_home(bot: WholeBot, user: str, action_id: str, view: Json) -> None:
    block = next(
        each
        for each in view["blocks"]
        for one in each.get("elements", [])
        if one.get("action_id") == action_id
    )
    where = {"action_id": action_id, "view_id": view["id"], "block_id": block["block_id"]}
    bot._act("action", {"user": user, **where})


def approval(bot: WholeBot, invoice: Invoice) -> tuple[str, str]:
    (given,) = bot.invoice(invoice.id).approvals
    return given.by, given.on_behalf_of


def test_a_delegate_is_asked_directly_and_approves_and_the_thread_names_both(
    bot: WholeBot,
) -> None:
    away(bot)
    invoice = bot.submitted()
    bot.delivered()
    assert not [each for each in requests(bot, FIONA.id) if invoice.id in str(each)]
    channel, _ = bot.direct_messages(BO)
    (message,) = [each for each in requests(bot, BO) if invoice.id in str(each)]
    assert "Please approve for Fiona Chen: the draft for Acme Corporation" in shown(message)
    (asked,) = [each for each in thread(bot) if "invoice_approve" in actions_of(each)]
    assert BO in str(asked["blocks"][0]) and FIONA.id not in str(asked["blocks"][0])
    bot.press(BO, "invoice_approve", message, channel)
    bot.eventually(lambda: bot.invoice(invoice.id).state is State.ISSUED)
    bot.delivered()
    assert approval(bot, invoice) == (BO, FIONA.id)
    assert not [each for each in requests(bot, BO) if invoice.id in str(each)]
    _, messages = bot.direct_messages(BO)
    assert any("You approved it for Fiona Chen. Issued" in shown(each) for each in messages)
    said = "\n".join(shown(each) for each in thread(bot))
    assert "Approved by Bo <!channel> Larsen for Fiona Chen." in said
    assert "Approved by Bo <!channel> Larsen for Fiona Chen" in shown(thread(bot)[0])


def test_home_says_who_is_away_and_for_whom_one_approves(bot: WholeBot) -> None:
    home(bot, FIONA.id, "Out of office")
    before = bot.modals(FIONA.id)
    press_home(bot, FIONA.id, "desk_away", home(bot, FIONA.id, "Out of office"))
    form(bot, FIONA.id, before)
    bot.fill(FIONA.id, "delegate", BO)
    bot.fill(FIONA.id, "last_day", later(bot))
    bot.submit(FIONA.id)
    view = home(bot, FIONA.id, "You are away until 5 ", "Bo <!channel> Larsen approves for you.")
    assert "Out of office" not in "\n".join(texts_in(view))
    invoice = bot.submitted()
    bot.delivered()
    theirs = home(
        bot, BO, "You approve for Fiona Chen until 5 ", "To approve (1)", "you approve for Fiona"
    )
    press_home(bot, BO, "desk_approve", theirs)
    at_home(bot, BO, "You approved JUS-", "for Fiona Chen. It is issued now.")
    assert approval(bot, invoice) == (BO, FIONA.id)


def test_several_are_approved_as_a_delegate_too(bot: WholeBot) -> None:
    away(bot)
    invoice = bot.submitted()
    bot.command(BO, "/invoice approve")
    listed = bot.eventually(lambda: bot.modals(BO))[-1]
    (box,) = listed["blocks"][0]["element"]["options"]
    assert "you approve for Fiona Chen" in box["description"]["text"]
    bot.fill(BO, "chosen", [box["value"]])
    bot.submit(BO)
    bot.eventually(lambda: bot.modals(BO)[-1]["callback_id"] == "desk_several_approve")
    bot.submit(BO)
    bot.eventually(lambda: bot.invoice(invoice.id).approvals)
    assert approval(bot, invoice) == (BO, FIONA.id)


def test_a_request_from_before_says_who_is_asked_meanwhile(bot: WholeBot) -> None:
    invoice = bot.submitted()
    bot.delivered()
    away(bot)
    (mine,) = [each for each in requests(bot, FIONA.id) if invoice.id in str(each)]
    assert "Bo <!channel> Larsen is asked while you are away." in shown(mine)
    assert [each for each in requests(bot, BO) if invoice.id in str(each)]


def test_whoever_is_back_ends_it_and_is_asked_again(bot: WholeBot) -> None:
    away(bot)
    invoice = bot.submitted()
    bot.delivered()
    view = home(bot, FIONA.id, "You are away until")
    press_home(bot, FIONA.id, "desk_away_end", view)
    at_home(bot, FIONA.id, "no longer approves for you.", "Out of office")
    bot.delivered()
    assert [each for each in requests(bot, FIONA.id) if invoice.id in str(each)]
    _, messages = bot.direct_messages(BO)
    gone = "You no longer approve in their place. Waiting for approval."
    assert any(gone in shown(each) for each in messages)
    assert not [each for each in requests(bot, BO) if invoice.id in str(each)]
    bot.command(BO, "/invoice approve")
    bot.eventually(lambda: any("Only approvers can do this" in each for each in bot.private(BO)))


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"delegate": NOAH}, "delegate", "Noah Reed is a guest, an app or deactivated in Slack"),
        ({"delegate": FIONA.id}, "delegate", "You cannot be your own delegate"),
        ({"last_day": "2020-01-01"}, "last_day", "must not be before the first day"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    bot: WholeBot, typed: dict[str, str], place: str, said: str
) -> None:
    answer = filled(bot, **typed)
    assert said in str(answer)
    assert place in str(answer)
    assert not _delegations(bot)


def test_whoever_is_no_approver_has_nobody_to_name(bot: WholeBot) -> None:
    bot.command(SAM.id, "/invoice away")
    assert "Only approvers can do this" in bot.told(SAM.id)
    assert not bot.modals(SAM.id)


def test_the_form_sent_twice_names_once(bot: WholeBot) -> None:
    away(bot)
    bot.alter("view_submission")
    assert _delegations(bot) == 1


def test_the_others_and_admins_hear_of_it(bot: WholeBot) -> None:
    away(bot)
    for user in (FRANK.id, BO, "U0WANDA"):
        _, messages = bot.direct_messages(user)
        said = [shown(each) for each in messages]
        assert any("Fiona Chen named a delegate" in each for each in said)
