"""Products from a file: known by code or name, prices beside those in other currencies."""

import pytest

from bot.intake.imports.reading import kind_of, read_import
from jupiter_core.commands.importing import ImportChoice
from jupiter_core.commands.imports import plan_import, run_import
from jupiter_core.domain.importing import Fate, ImportKind, ImportPlan
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import NothingToImport
from jupiter_core.domain.unit import Unit
from tests.factories import FIONA
from tests.harness.workspace import MemoryWorkspace

HEADER = "Product/Service Name,SKU,Sales Description,Price USD,Price (EUR),Tax rate"
SEATS = 'Seats,S-1,Seats a year,"1,200.00",1100.00,19%'


def done(
    desk: MemoryWorkspace,
    *rows: str,
    header: str = HEADER,
    dry_run: bool = False,
    update: bool = True,
) -> ImportPlan:
    content = "\n".join((header, *rows)).encode()
    assert kind_of(content) is ImportKind.PRODUCTS
    read = read_import(content, "x.csv", ImportKind.PRODUCTS)
    choice = ImportChoice(by=FIONA, update=update)
    with desk.writing() as uow:
        return (plan_import if dry_run else run_import)(read.found, choice, uow, desk.renderer)


def product(desk: MemoryWorkspace, code: str) -> Product:
    with desk.reading() as uow:
        found = uow.products.find_code(code)
    assert found
    return found


def test_a_catalogue_comes_over_once_with_its_prices_by_currency() -> None:
    desk = MemoryWorkspace()
    done(desk, SEATS, "Onboarding,O-1,,,500.00,")
    seats = product(desk, "s-1")
    assert [each.words for each in seats.prices] == ["USD 1,200.00", "EUR 1,100.00"]
    assert (seats.name, seats.description, seats.tax and seats.tax.words) == (
        *("Seats", "Seats a year"),
        "19%",
    )
    assert [each.words for each in product(desk, "o-1").prices] == ["EUR 500.00"]
    with pytest.raises(NothingToImport):
        done(desk, SEATS)


def test_a_price_changes_only_in_its_currency_and_only_when_asked() -> None:
    desk = MemoryWorkspace()
    done(desk, SEATS)
    with pytest.raises(NothingToImport):
        done(desk, "Seats,S-1,,,999.00,", update=False)
    done(desk, "Seats,S-1,,,999.00,")
    seats = product(desk, "S-1")
    assert [each.words for each in seats.prices] == ["USD 1,200.00", "EUR 999.00"]
    assert seats.description == "Seats a year"


def test_a_product_has_the_unit_that_its_row_names_in_words_or_by_code() -> None:
    desk = MemoryWorkspace()
    header = "Item,SKU,Price USD,Unit of measure"

    def taken(*rows: str, dry_run: bool = False) -> ImportPlan:
        return done(desk, *rows, header=header, dry_run=dry_run)

    taken("Advice,A-1,150.00,Hours", "Storage,S-1,0.02,E34", "Setup,U-1,500.00,")
    assert [product(desk, code).unit for code in ("A-1", "S-1", "U-1")] == [
        *(Unit.HOUR, Unit.GIGABYTE),
        None,
    ]
    (changed,) = taken("Advice,A-1,150.00,day").of(Fate.CHANGED)
    assert [each.words for each in changed.changes] == ["Unit: hours → days"]
    assert product(desk, "A-1").unit is Unit.DAY
    with pytest.raises(NothingToImport):
        taken("Advice,A-1,150.00,")
    (bad,) = taken("Advice,A-1,150.00,bunch", dry_run=True).bad
    assert (bad.row, bad.column) == (2, "Unit of measure")
    assert "bunch" in bad.words


def test_bad_cells_are_named_by_row_and_column() -> None:
    desk = MemoryWorkspace()
    plan = done(desk, SEATS, SEATS, "Other,O-2,,much,,120", dry_run=True)
    assert len(plan.of(Fate.NEW)) == 1
    found = sorted((each.row, each.column) for each in plan.bad)
    assert found == [(3, "SKU"), (4, "Price USD"), (4, "Tax rate")]


def test_a_list_price_stands_in_a_column_beside_the_price() -> None:
    desk = MemoryWorkspace()
    header = "Item,SKU,Price USD,List price USD,Price EUR"
    done(desk, "Seats,S-1,480.00,600.00,450.00", "Setup,U-1,500.00,,", header=header)
    assert product(desk, "S-1").price_words == ("USD 480.00 (list 600.00)", "EUR 450.00")
    assert product(desk, "U-1").list_prices == ()
    one = "Item,SKU,Unit price,List price,Currency"
    done(desk, "Advice,A-1,150.00,200.00,USD", header=one)
    assert product(desk, "A-1").price_words == ("USD 150.00 (list 200.00)",)
    done(desk, "Seats,S-1,500.00,,", header=header)
    assert product(desk, "S-1").price_words == ("USD 500.00 (list 600.00)", "EUR 450.00")


def test_a_list_price_without_another_price_is_the_price() -> None:
    desk = MemoryWorkspace()
    done(desk, "Seats,S-1,600.00", header="Item,SKU,List price USD")
    assert product(desk, "S-1").price_words == ("USD 600.00",)


@pytest.mark.parametrize("row", ["Seats,S-1,600.00,480.00", "Seats,S-1,480.00,lots"])
def test_a_list_price_that_is_none_is_told_at_its_cell(row: str) -> None:
    plan = done(MemoryWorkspace(), row, header="Item,SKU,Price USD,List price USD", dry_run=True)
    assert [(each.row, each.column) for each in plan.bad] == [(2, "List price USD")]
