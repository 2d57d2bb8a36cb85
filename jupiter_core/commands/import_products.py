"""Products from another system's file: all of it in one transaction, or nothing.

A product is known again by its code, else by its name. What a row does not say stays, and so do
prices in other currencies.
"""

from typing import NamedTuple

from jupiter_core.commands.importing import (
    ImportChoice,
    expect_importer,
    expect_plan,
    planned_rows,
    tell_import,
)
from jupiter_core.commands.product import SaveProduct, expect_product, save_product
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import product_changes
from jupiter_core.domain.importing import (
    Fate,
    FileRow,
    ImportFile,
    ImportKind,
    ImportPlan,
    PlannedRow,
)
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import RepeatedRow
from jupiter_core.domain.text import key_of
from jupiter_core.ports import Renderer, UnitOfWork

_PAGE = 1000


class ProductRow(NamedTuple):
    """What a row says; None where the file's mistakes have what is wrong with it."""

    row: FileRow
    said: Product | None


class ProductImport(NamedTuple):
    """A file that was read, and what its rows say."""

    file: ImportFile
    rows: tuple[ProductRow, ...]


class _Planned(NamedTuple):
    row: PlannedRow
    product: Product


def plan_products(
    found: ProductImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """What the file would do; stores nothing. Raises NotPermitted or NotInScope."""
    return _planned(found, choice, uow, renderer)[0]


def import_products(
    found: ProductImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """What it has done. Raises also PlanChanged, BadRows or NothingToImport."""
    plan, planned = _planned(found, choice, uow, renderer)
    expect_plan(plan, choice)
    taken = {Fate.NEW, Fate.CHANGED} if choice.update else {Fate.NEW}
    for each in planned:
        if each.row.fate in taken:
            command = SaveProduct(by=choice.by, product=each.product, in_import=True)
            save_product(command, uow, renderer)
    tell_import(uow, plan, choice)
    return plan


def _planned(
    found: ProductImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> tuple[ImportPlan, list[_Planned]]:
    expect_importer(uow, choice, Scope.PRODUCTS_WRITE)
    known, above = _all(uow), dict[str, int]()

    def take(row: FileRow, said: Product | None) -> _Planned | None:
        return _taken(row, said, known, above, uow, renderer) if said else None

    return planned_rows(ImportKind.PRODUCTS, found.file, found.rows, take)


def _taken(
    row: FileRow,
    said: Product,
    known: dict[str, Product],
    above: dict[str, int],
    uow: UnitOfWork,
    renderer: Renderer,
) -> _Planned:
    """Raises RepeatedRow, or what `expect_product` raises."""
    first = above.setdefault(_key(said), row.number)
    if first != row.number:
        raise RepeatedRow(first, "product").at("code" if said.code else "name")
    before = known.get(_key(said))
    after = _merged(before, said, row) if before else said.model_copy(update={"id": uow.new_id()})
    planned = PlannedRow(row=row.number, name=after.title, fate=Fate.NEW)
    if before == after:
        return _Planned(planned.model_copy(update={"fate": Fate.SAME}), after)
    after = expect_product(after, uow, renderer)
    if before:
        changes = product_changes(before, after)
        planned = planned.model_copy(update={"fate": Fate.CHANGED, "changes": changes})
    return _Planned(planned, after)


def _merged(known: Product, said: Product, row: FileRow) -> Product:
    parts = [name for name in ("name", "description", "unit") if row.says(name)]
    update = {name: getattr(said, name) for name in parts}
    new = {each.currency: each for each in said.prices}
    prices = [new.pop(each.currency, each) for each in known.prices]
    listed = {each.currency: each for each in (*known.list_prices, *said.list_prices)}
    tax = said.tax or known.tax
    all_prices = {"prices": (*prices, *new.values()), "list_prices": tuple(listed.values())}
    return known.model_copy(update={**update, **all_prices, "tax": tax})


def _all(uow: UnitOfWork) -> dict[str, Product]:
    found, after = dict[str, Product](), ""
    while page := uow.products.page(after=after, limit=_PAGE):
        found |= {_key(each): each for each in page}
        after = page[-1].id
    return found


def _key(product: Product) -> str:
    """Of one without a code, its name."""
    return f"code {key_of(product.code)}" if product.code else f"name {key_of(product.name)}"
