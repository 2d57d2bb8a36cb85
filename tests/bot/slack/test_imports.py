"""Another system's file in the finance channel: its dry run, and its import, over signed HTTP."""

from collections.abc import Iterator
from datetime import date

import pytest

from jupiter_core.domain.events import EventName
from jupiter_core.domain.party import Customer
from tests.factories import DEAL_CHANNEL, FIONA, SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown

HEADER = "*ContactName,AccountNumber,EmailAddress,POAddressLine1,POCity,POPostalCode,POCountry,Fax"
GLOBEX = "Globex GmbH,x-1,ap@globex.example,Lindenweg 3,Berlin,10115,Germany,1"
BAD = "<!channel> Ltd,x-2,nobody,=1+1,London,SW1A 1AA,Atlantis,"


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        with rig.store.write(WORKSPACE) as uow:
            team = uow.workspace().model_copy(update={"finance_channel": DEAL_CHANNEL})
            uow.save_workspace(team)
        yield rig


def drop(rig: SlackBot, *rows: str, header: str = HEADER, user: str = FIONA.id) -> Json:
    """The file's dry run, in its thread."""
    content = "\n".join((header, *rows)).encode()
    shared = rig.share(user, DEAL_CHANNEL, "Contacts.csv", content)

    def answer() -> Json | None:
        rig.deliver()
        replies = rig.replies(shared["ts"], user)[1:]
        return next((each for each in replies if "Contacts.csv" in shown(each)), None)

    return rig.eventually(answer)


def now(rig: SlackBot, message: Json) -> str:
    rig.deliver()
    replies = rig.replies(message["thread_ts"], FIONA.id)
    return shown(next(each for each in replies if each["ts"] == message["ts"]))


def customers(rig: SlackBot) -> dict[str, Customer]:
    with rig.store.read(WORKSPACE) as uow:
        return {each.name: each for each in uow.customers.search("")}


def labels(message: Json) -> list[str]:
    blocks = message["blocks"]
    return [
        each["text"]["text"]
        for block in blocks
        if block["type"] == "actions"
        for each in block["elements"]
    ]


def test_a_dry_run_says_what_it_would_do_and_one_press_imports(rig: SlackBot) -> None:
    answer = drop(rig, GLOBEX)

    assert "“Contacts.csv”: 1 new" in shown(answer)
    assert "Columns not used: Fax" in shown(answer)
    assert labels(answer) == ["Import 1 new", "Change how it is read"]
    assert "Globex GmbH" not in customers(rig)

    rig.press(FIONA.id, "import_new", answer)
    rig.eventually(lambda: customers(rig).get("Globex GmbH"))
    rig.eventually(lambda: "1 customer added" in now(rig, answer))
    assert customers(rig)["Globex GmbH"].address.country == "DE"
    assert "x-1" in customers(rig)["Globex GmbH"].external_id


def test_rows_with_mistakes_are_named_and_come_as_a_file_without_formulas(rig: SlackBot) -> None:
    answer = drop(rig, GLOBEX, BAD)

    said = shown(answer)
    assert "1 new, 1 row can't be read" in said
    assert "Row 3, EmailAddress: “nobody” is not an e-mail address." in said
    assert "Row 3, POCountry “Atlantis”" in said
    name = "Contacts-problems.csv"
    (file,) = rig.eventually(lambda: [each for each in rig.files() if each["name"] == name])
    text = rig.http.get(file["url"]).content.decode("utf-8-sig")
    assert text.splitlines()[0] == f"{HEADER},problem"
    assert "Globex" not in text
    assert ",'=1+1," in text
    assert "Row 3, POCountry" in text

    rig.press(FIONA.id, "import_new", answer)
    rig.eventually(lambda: "1 row left out" in now(rig, answer))
    assert [each for each in customers(rig) if "channel" in each] == []


def test_what_changed_since_is_shown_anew_and_not_overwritten(rig: SlackBot) -> None:
    first = drop(rig, GLOBEX)
    rig.press(FIONA.id, "import_new", first)
    rig.eventually(lambda: customers(rig).get("Globex GmbH"))
    answer = drop(rig, GLOBEX.replace("Lindenweg 3", "Neue Allee 1"))
    assert "Lindenweg 3, 10115 Berlin, Germany → Neue Allee 1" in shown(answer)
    assert labels(answer)[0] == "Change 1"

    globex = customers(rig)["Globex GmbH"]
    moved = globex.address.model_copy(update={"street": "Ufer 2"})
    with rig.store.write(WORKSPACE) as uow:
        uow.customers.save(globex.model_copy(update={"address": moved}))
    rig.press(FIONA.id, "import_all", answer)

    rig.eventually(lambda: "Ufer 2, 10115 Berlin, Germany → Neue Allee 1" in now(rig, answer))
    assert customers(rig)["Globex GmbH"].address.street == "Ufer 2"


def test_a_file_without_countries_asks_for_one(rig: SlackBot) -> None:
    header, row = HEADER.replace(",POCountry", ""), GLOBEX.replace(",Germany", "")
    answer = drop(rig, row, header=header)
    assert "it has no column for the country" in shown(answer)

    rig.press(FIONA.id, "import_how", answer)
    rig.fill(FIONA.id, "country", "Nowhere")
    assert "United States" in str(rig.submit(FIONA.id)["errors"])
    rig.fill(FIONA.id, "country", "germany")
    assert rig.submit(FIONA.id)["stack"] == []
    rig.eventually(lambda: "1 new" in now(rig, answer))

    current = next(
        each for each in rig.replies(answer["thread_ts"], FIONA.id) if each["ts"] == answer["ts"]
    )
    rig.press(FIONA.id, "import_new", current)
    rig.eventually(lambda: customers(rig).get("Globex GmbH"))


def test_open_invoices_are_dropped_and_read_as_a_person_says(rig: SlackBot) -> None:
    header = "*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,InvoiceAmountDue,Currency"
    row = "Acme Corporation,INV-9,03/04/2026,05/04/2026,120.00,20.00,USD"
    answer = drop(rig, row, header=header)
    assert "03/04 could be in March or in April" in shown(answer)

    rig.press(FIONA.id, "import_how", answer)
    rig.fill(FIONA.id, "system", "Xero")
    rig.fill(FIONA.id, "dates", "dmy")
    assert rig.submit(FIONA.id)["stack"] == []
    rig.eventually(lambda: "1 new" in now(rig, answer))
    replies = rig.replies(answer["thread_ts"], FIONA.id)
    current = next(each for each in replies if each["ts"] == answer["ts"])
    rig.press(FIONA.id, "import_new", current)

    rig.eventually(lambda: "1 open invoice added" in now(rig, answer))
    with rig.store.read(WORKSPACE) as uow:
        invoice = uow.invoices.find_number("INV-9")
    assert invoice
    assert invoice.content.carried_from == "Xero"
    assert invoice.content.issue_date == date(2026, 4, 3)


def test_who_neither_approves_nor_is_an_admin_is_told_so(rig: SlackBot) -> None:
    content = "\n".join((HEADER, GLOBEX)).encode()
    shared = rig.share(SAM.id, DEAL_CHANNEL, "Contacts.csv", content)
    assert "You may not import files" in rig.told(SAM.id)
    assert rig.replies(shared["ts"], FIONA.id)[1:] == []
    with rig.store.read(WORKSPACE) as uow:
        assert uow.events.page(names=[EventName.IMPORTED], limit=1) == []
