"""Products: the catalogue that lines are filled from."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.routers.invoices import Text
from bot.intake.documents.product import ProductBody
from jupiter_core.commands.product import SaveProduct, save_product
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import ChangedSinceSeen
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.product import ProductResource, product_tag

ProductId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.:-]{1,64}$", examples=["product-plat-ent"])]
Reads = Annotated[Caller, Depends(caller(Scope.PRODUCTS_READ))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.PRODUCTS_WRITE))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.PRODUCTS_WRITE))]

router = APIRouter(tags=["Products"])


@router.get(
    "/products",
    summary="List products",
    responses=answers(200, Page[ProductResource], "By id", 400),
)
def listed(
    caller: Reads,
    q: Annotated[Text, Query(description="Words of the name or the code, in any order.")] = "",
    code: Text = "",
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    """Retired ones too."""
    with caller.reading() as uow:
        found = (
            _coded(uow, code, q)
            if code
            else uow.products.page(after=place_of(cursor), words=q, limit=limit + 1)
        )
        here, more = cut(found, limit)
    page = Page[ProductResource](
        items=tuple(ProductResource.of(each) for each in here),
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


@router.post(
    "/products",
    status_code=201,
    summary="Create a product",
    operation_id="make_a_product",
    responses=answers(201, ProductResource, "Created", 400, 409, tagged=True),
)
def made(change: Makes, body: ProductBody) -> Response:
    def work(uow: UnitOfWork) -> Reply:
        command = SaveProduct(by=change.by, product=body.meant(uow.new_id()))
        return _shown(save_product(command, uow, change.renderer), status=201)

    return change.once(work)


@router.get(
    "/products/{product_id}",
    summary="Read a product",
    responses=answers(200, ProductResource, "As it is now", 404, tagged=True),
)
def read(caller: Reads, product_id: ProductId) -> Response:
    with caller.reading() as uow:
        return _shown(uow.products.get(product_id)).response


@router.put(
    "/products/{product_id}",
    summary="Change or retire a product",
    responses=answers(200, ProductResource, "Changed", 400, 404, 409, 412, 428, tagged=True),
)
def changed(change: Writes, product_id: ProductId, body: ProductBody) -> Response:
    """The whole product, as it is to be. No invoice changes: each line keeps its own copy."""
    change.expect_if_match()

    def work(uow: UnitOfWork) -> Reply:
        before, tag = uow.products.get(product_id), change.tag()
        if tag is not None and tag != product_tag(before):
            raise ChangedSinceSeen(before.title, "somebody edited it", 0, 0)
        command = SaveProduct(by=change.by, product=body.meant(product_id))
        return _shown(save_product(command, uow, change.renderer))

    return change.once(work)


def _coded(uow: UnitOfWork, code: str, words: str) -> tuple[Product, ...]:
    """The one of this code, where the words are in its name or its code."""
    one = uow.products.find_code(code)
    wanted = words.casefold().split()
    return (one,) if one and all(word in one.title.casefold() for word in wanted) else ()


def _shown(product: Product, *, status: int = 200) -> Reply:
    body = ProductResource.of(product).model_dump_json()
    return Reply(body, status, (("ETag", f'"{product_tag(product)}"'),))
