"""Finding and lists, from the command to the rows."""

import random
import string
from collections.abc import Iterator

import pytest

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.workspace import Workspace
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.modal_bot import ModalBot, a_builder_stage
from tests.harness.slack_reading import Json, shown
from tests.jupiter_core.store.histories import add


@pytest.fixture(scope="module")
def one_stage() -> Iterator[ModalBot]:
    with a_builder_stage() as made:
        yield made


@pytest.fixture
def stage(one_stage: ModalBot) -> ModalBot:
    one_stage._act("reset", {})
    with one_stage.store.write(WORKSPACE) as uow:
        for form in uow.forms.of(SAM.id):
            uow.forms.discard(form.id)
    return one_stage


@pytest.fixture(scope="module", autouse=True)
def invoices(one_stage: ModalBot) -> list[Invoice]:
    with one_stage.store.write(WORKSPACE) as uow:
        return [
            add(
                uow,
                a_draft(
                    id=f"01JACME00000000000000000{n:02}",
                    number=f"JUS-{n:06}",
                    content=a_content(
                        bill_to=a_customer(name=f"Customer {n}").bill_to(),
                        po_number=f"45000173{n:02}",
                    ),
                ),
            )
            for n in range(1, 41)
        ]


def private(stage: ModalBot, user: str = SAM.id) -> Json:
    """The last message that only this person sees."""

    def look() -> list[Json]:
        return [each for each in stage.channel(user, DEAL_CHANNEL) if each["ephemeral"]]

    return stage.eventually(look)[-1]


def table(message: Json) -> Json:
    (found,) = [each for each in message["blocks"] if each["type"] == "data_table"]
    return found


def numbers(message: Json) -> list[str]:
    return [row[0]["text"] for row in table(message)["rows"][1:]]


def test_what_is_looked_for_comes_as_a_table(stage: ModalBot) -> None:
    stage.types("/invoice find po:4500017307")
    found = private(stage)
    assert numbers(found) == ["JUS-000007"]
    assert table(found)["caption"] == "Invoices matching “po:4500017307” (1)"
    stage.choose(SAM.id, "found_show", found, "01JACME0000000000000000007")
    assert "JUS-000007" in shown(stage.modal(SAM.id))


def test_a_list_is_paged_and_sorted(stage: ModalBot) -> None:
    stage.types("/invoice list all")
    first = private(stage)
    assert len(numbers(first)) == 25
    assert "1–25 of 40" in table(first)["caption"]
    stage.press(SAM.id, "found_later", first)
    stage.eventually(lambda: len(numbers(private(stage))) == 15)
    stage.choose(SAM.id, "found_sort", private(stage), "customer")
    stage.eventually(lambda: numbers(private(stage))[0] == "JUS-000001")
    assert len(numbers(private(stage))) == 25


def test_where_tables_are_not_known_the_same_is_said_in_lines() -> None:
    with a_builder_stage() as stage:
        with stage.store.write(WORKSPACE) as uow:
            add(uow, a_draft(number="JUS-000007"))
        stage._act("blocks", {"unknown": ["data_table"]})
        stage.types("/invoice find jus-7")
        plain = private(stage)
        assert "data_table" not in [each["type"] for each in plain["blocks"]]
        said = shown(plain)
        assert "JUS-000007" in said and "Acme Corporation" in said and "USD 1,345,000.00" in said


@pytest.mark.parametrize("typed", ["7", "jus-7", "JUS-000007", "#7", "show jus-7"])
def test_a_number_shows_its_invoice(stage: ModalBot, typed: str) -> None:
    stage.types(f"/invoice {typed}")
    assert "JUS-000007" in private(stage)["text"]
    assert stage.forms() == []


def test_a_number_that_is_not_there_opens_nothing(stage: ModalBot) -> None:
    stage.types("/invoice 99")
    assert "I couldn't read “99”." in private(stage)["text"]
    assert stage.modals(SAM.id) == []
    assert stage.forms() == []


def test_a_word_that_is_nearly_one_of_the_command_asks_and_goes_on(stage: ModalBot) -> None:
    stage.types("/invoice finde 4500017307")
    asked = private(stage)
    assert asked["text"] == "I couldn't read “finde”. Did you mean find?"
    assert stage.forms() == []
    stage.press(SAM.id, "command_again", asked)
    stage.eventually(lambda: "data_table" in [b["type"] for b in private(stage)["blocks"]])
    assert numbers(private(stage)) == ["JUS-000007"]


def test_what_was_meant_as_a_deal_becomes_one_by_a_press(stage: ModalBot) -> None:
    stage.types("/invoice Finda 50k onboarding")
    assert stage.modals(SAM.id) == []
    stage.press(SAM.id, "command_as_new", private(stage))
    stage.top("builder")


def test_words_of_no_meaning_never_open_or_keep_anything(stage: ModalBot) -> None:
    chance = random.Random(12)
    for _ in range(25):
        words = [
            "".join(chance.choices(string.ascii_lowercase, k=chance.randint(1, 9)))
            for _ in range(chance.randint(1, 3))
        ]
        stage.types(f"/invoice {' '.join(words)}")
    private(stage)
    assert stage.modals(SAM.id) == []
    assert stage.forms() == []


def test_what_is_not_read_of_a_search_is_named_beside_its_results(stage: ModalBot) -> None:
    stage.types("/invoice find 4500017307 colour:red")
    found = private(stage)
    assert numbers(found) == ["JUS-000007"]
    assert "I couldn't read “colour:red”" in shown(found)


def test_nobody_finds_what_they_may_not_read(stage: ModalBot) -> None:
    with stage.store.write(WORKSPACE) as uow:
        before = uow.workspace()
        uow.save_workspace(before.model_copy(update={"readers": Readers.FINANCE}))
    try:
        stage.types("/invoice find 4500017307", user="U0WANDA")
        assert "Nothing found." in shown(private(stage, "U0WANDA"))
        stage.types("/invoice 7", user="U0WANDA")
        stage.eventually(lambda: "I couldn't read “7”" in private(stage, "U0WANDA")["text"])
        stage.types("/invoice find 4500017307", user=FIONA.id)
        assert numbers(private(stage, FIONA.id)) == ["JUS-000007"]
    finally:
        with stage.store.write(WORKSPACE) as uow:
            uow.save_workspace(Workspace.model_validate(before.model_dump()))


def test_a_guest_finds_nothing(stage: ModalBot) -> None:
    stage.types("/invoice find 4500017307", user="U0NOAH")
    assert "Guests cannot" in private(stage, "U0NOAH")["text"]


def test_a_list_as_a_file_is_a_message_to_whoever_asked(stage: ModalBot) -> None:
    stage.types("/invoice find po:4500017307")
    stage.press(SAM.id, "found_csv", private(stage))

    def waiting() -> list[Json]:
        letters = stage.store.tables.letters.values()
        return [each.message.body for each in letters if each.message.kind == "list_file"]

    (body,) = stage.eventually(waiting)
    assert body["user_id"] == SAM.id
    assert body["wanted"]["po"] == "4500017307"


def test_the_same_is_found_from_home_in_a_modal(stage: ModalBot) -> None:
    home = stage.eventually(lambda: stage._act("home", {"user": SAM.id})["home"])
    typed = {"action_id": "desk_search", "block_id": "desk_search", "value": "4500017307"}
    stage._act("action", {"user": SAM.id, "view_id": home["id"], **typed})
    assert "JUS-000007  ·  Customer 7" in shown(stage.top("found"))
