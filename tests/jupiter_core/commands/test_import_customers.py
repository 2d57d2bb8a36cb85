"""Customers from a file: all or nothing, nothing twice, nothing overwritten unseen."""

import pytest

from bot.intake.imports.reading import read_import
from bot.intake.imports.told import Told
from jupiter_core.commands.importing import ImportChoice
from jupiter_core.commands.imports import plan_import, run_import
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.events import EventName
from jupiter_core.domain.importing import Fate, ImportKind, ImportPlan
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import (
    BadRows,
    NothingToImport,
    NotPermitted,
    PlanChanged,
)
from tests.factories import FIONA, SAM, a_customer, a_sender_profile
from tests.harness.workspace import MemoryWorkspace

HEADER = "Name,Customer ID,Street,City,Postcode,Country,Email,Terms,Subsidiary"
GLOBEX = "Globex GmbH,g-1,Lindenweg 3,Berlin,10115,DE,ap@globex.example,Net 30,"
INITECH = "Initech Ltd,i-1,1 High Street,London,SW1A 1AA,UK,ap@initech.example,,"


@pytest.fixture
def desk() -> MemoryWorkspace:
    made = MemoryWorkspace()
    with made.writing() as uow:
        uow.sender_profiles.save(a_sender_profile())
    return made


def choice(**said: object) -> ImportChoice:
    return ImportChoice(**{"by": FIONA, **said})


def planned(desk: MemoryWorkspace, *rows: str, header: str = HEADER, **said: object) -> ImportPlan:
    read = read_import("\n".join((header, *rows)).encode(), "x.csv", ImportKind.CUSTOMERS)
    with desk.reading() as uow:
        return plan_import(read.found, choice(**said), uow, desk.renderer)


def imported(desk: MemoryWorkspace, *rows: str, header: str = HEADER, **said: object) -> ImportPlan:
    read = read_import("\n".join((header, *rows)).encode(), "x.csv", ImportKind.CUSTOMERS)
    with desk.writing() as uow:
        return run_import(read.found, choice(**said), uow, desk.renderer)


def customers(desk: MemoryWorkspace) -> dict[str, Customer]:
    with desk.reading() as uow:
        return {each.name: each for each in uow.customers.search("")}


def counts(plan: ImportPlan) -> tuple[int, int, int, int]:
    """New, changed, the same, and rows with mistakes."""
    fates = (len(plan.of(fate)) for fate in (Fate.NEW, Fate.CHANGED, Fate.SAME))
    new, changed, same = fates
    return new, changed, same, plan.bad_rows


def test_a_dry_run_counts_and_stores_nothing_and_the_import_does_what_it_said(
    desk: MemoryWorkspace,
) -> None:
    before = customers(desk)
    plan = planned(desk, GLOBEX, INITECH)
    assert counts(plan) == (2, 0, 0, 0)
    assert customers(desk) == before

    assert imported(desk, GLOBEX, INITECH, seal=plan.seal).seal == plan.seal
    globex = customers(desk)["Globex GmbH"]
    assert globex.address.lines() == ["Lindenweg 3", "10115 Berlin", "Germany"]
    assert (globex.external_id, globex.ap_contact.email) == ("g-1", "ap@globex.example")
    assert globex.defaults
    assert globex.defaults.net_terms == 30


def test_the_same_file_twice_changes_nothing(desk: MemoryWorkspace) -> None:
    imported(desk, GLOBEX, INITECH)
    before = customers(desk)
    with pytest.raises(NothingToImport):
        imported(desk, GLOBEX, INITECH, update=True)
    assert customers(desk) == before


@pytest.mark.parametrize(
    "row",
    [
        "GLOBEX   gmbh,,Neue Allee 1,Berlin,10117,DE,,,",
        "globex GmbH,,Neue Allee 1,Hamburg,20095,DE,,,",
        "Globex Europe,g-1,Neue Allee 1,Berlin,10117,DE,,,",
    ],
    ids=["name and city", "name and country", "external id"],
)
def test_a_known_one_is_known_again_and_changed_only_where_a_person_says_so(
    desk: MemoryWorkspace, row: str
) -> None:
    imported(desk, GLOBEX)
    plan = planned(desk, row)
    assert counts(plan) == (0, 1, 0, 0)
    (change,) = (each for each in plan.rows[0].changes if each.what == "Address")
    assert change.old == "Lindenweg 3, 10115 Berlin, Germany"

    with pytest.raises(NothingToImport):
        imported(desk, row)
    imported(desk, row, update=True)
    (globex,) = (each for each in customers(desk).values() if each.external_id == "g-1")
    assert globex.address.street == "Neue Allee 1"
    assert globex.ap_contact.email == "ap@globex.example"


def test_another_external_id_or_another_country_is_another_customer(desk: MemoryWorkspace) -> None:
    imported(desk, GLOBEX)
    other = "Globex GmbH,g-2,Lindenweg 3,Berlin,10115,DE,,,"
    abroad = "Globex GmbH,,Ringstrasse 1,Wien,1010,AT,,,"
    assert counts(planned(desk, other, abroad)) == (2, 0, 0, 0)


def test_what_a_row_does_not_say_stays(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        known = a_customer(external_id="a-1", attention="Floor 3", cost_centre="77", language="de")
        save_customer(SaveCustomer(by=FIONA, customer=known), uow, desk.renderer)
    row = "Acme Corporation,a-1,1 New Way,Denver,80202,US,,,"
    imported(desk, row, update=True)
    acme = customers(desk)["Acme Corporation"]
    assert (acme.address.street, acme.attention, acme.cost_centre) == ("1 New Way", "Floor 3", "77")
    assert (acme.language, acme.ap_contact) == ("de", known.ap_contact)


def test_usual_terms_and_prices_of_a_row_take_the_place_of_the_known_ones(
    desk: MemoryWorkspace,
) -> None:
    header = "Name,Street,City,Postcode,Country,Terms,Prices include tax"
    globex = "Globex GmbH,Lindenweg 3,Berlin,10115,DE"
    told = []
    for said in ("Net 30,", "30 EOM,yes", "Net 45,", ",no"):
        imported(desk, f"{globex},{said}", header=header, update=True)
        usual = customers(desk)["Globex GmbH"].defaults
        assert usual and usual.payment_terms
        told.append((usual.payment_terms.words, usual.prices_include_tax))
    assert told == [
        ("Net 30", None),
        ("30 days after month end", True),
        ("Net 45", True),
        ("Net 45", False),
    ]


def test_every_bad_cell_is_named_by_row_and_column(desk: MemoryWorkspace) -> None:
    plan = planned(
        desk,
        GLOBEX,
        ",x-1,,,,Atlantis,not-an-address,Whenever,Umbrella",
        "Initech Ltd,i-1,1 High Street,London,SW1A 1AA,UK,a@x.example; b@x.example,,",
        "Short,row",
    )
    assert [(each.row, each.column) for each in plan.bad] == [
        *((3, "Terms"), (3, "(name)"), (3, "Country"), (3, "Email"), (3, "Subsidiary")),
        *((4, "Email"), (5, "")),
    ]
    words = "\n".join(each.words for each in plan.bad)
    assert "Row 3, Subsidiary: “Umbrella” is not one of your legal entities: Jupiter US" in words
    assert counts(plan) == (1, 0, 0, 3)


def test_a_row_with_a_mistake_stops_all_unless_it_is_left_out(desk: MemoryWorkspace) -> None:
    bad = "Bad Inc,,,,,Atlantis,,,"
    with pytest.raises(BadRows, match=r"1 row has a mistake, so nothing was imported.*Row 3"):
        imported(desk, GLOBEX, bad)
    assert "Globex GmbH" not in customers(desk)
    imported(desk, GLOBEX, bad, leave_out_bad=True)
    assert "Globex GmbH" in customers(desk)


@pytest.mark.parametrize(
    "second",
    [GLOBEX, GLOBEX.replace("g-1", ""), "Other Name,g-1,X 1,Berlin,10115,DE,,,"],
    ids=["all of it", "the name", "the external id"],
)
def test_two_rows_of_one_customer_are_told(desk: MemoryWorkspace, second: str) -> None:
    plan = planned(desk, GLOBEX, second)
    assert [each.row for each in plan.bad] == [3]
    assert plan.bad[0].sentence == "Row 2 is the same customer. Keep one of the two."


def test_what_somebody_changed_since_the_dry_run_is_not_overwritten(desk: MemoryWorkspace) -> None:
    imported(desk, GLOBEX)
    row = GLOBEX.replace("Lindenweg 3", "Neue Allee 1")
    seen = planned(desk, row).seal
    with desk.writing() as uow:
        globex = customers(desk)["Globex GmbH"]
        moved = globex.model_copy(
            update={"address": globex.address.model_copy(update={"street": "Ufer 2"})}
        )
        save_customer(SaveCustomer(by=SAM, customer=moved), uow, desk.renderer)
    with pytest.raises(PlanChanged):
        imported(desk, row, update=True, seal=seen)
    assert customers(desk)["Globex GmbH"].address.street == "Ufer 2"


def test_who_neither_approves_nor_is_an_admin_may_not(desk: MemoryWorkspace) -> None:
    for do in (planned, imported):
        with pytest.raises(NotPermitted):
            do(desk, GLOBEX, by=SAM)
    assert counts(imported(desk, GLOBEX, by=SAM, is_admin=True)) == (1, 0, 0, 0)


def test_one_summary_is_told_and_mail_addresses_that_change_are_named(
    desk: MemoryWorkspace,
) -> None:
    imported(desk, GLOBEX, INITECH)
    imported(desk, GLOBEX.replace("ap@globex", "ap@globexx"), update=True)
    with desk.reading() as uow:
        first, second = (
            event for _, event in uow.events.page(names=[EventName.IMPORTED], limit=10)
        )
    assert first.note == "x.csv: 2 customers added."
    assert second.note == "x.csv: 1 customer changed."
    (change,) = second.changes
    assert change.words == "AP e-mail of Globex GmbH: ap@globex.example → ap@globexx.example"


def test_a_default_country_is_for_rows_that_name_none(desk: MemoryWorkspace) -> None:
    text = "Name,Street,City,Zip,State\nHooli Inc.,1 Main St,Reno,89501,NV\n"
    told = Told(country="us")
    read = read_import(text.encode(), "x.csv", ImportKind.CUSTOMERS, told)
    with desk.writing() as uow:
        run_import(read.found, choice(), uow, desk.renderer)
    assert customers(desk)["Hooli Inc."].address.country == "US"
