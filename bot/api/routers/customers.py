"""Customers: who buys, as they are now."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from bot.api.bodies.parties import expect_tag, keep_customer, make_customer
from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.routers.invoices import Text
from bot.intake.documents.party import CustomerBody
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.party import Customer
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.e_invoice_readiness import e_invoice_readiness
from jupiter_core.queries.resources.e_invoicing import EInvoicingResource
from jupiter_core.queries.resources.party import CustomerResource, party_tag

PartyId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.:-]{1,64}$", examples=["customer-acme"])]
Reads = Annotated[Caller, Depends(caller(Scope.CUSTOMERS_READ))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.CUSTOMERS_WRITE))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.CUSTOMERS_WRITE))]

router = APIRouter(tags=["Customers"])


@router.get(
    "/customers",
    summary="List customers",
    responses=answers(200, Page[CustomerResource], "By id", 400),
)
def listed(
    caller: Reads,
    q: Annotated[Text, Query(description="Words of the name, in any order.")] = "",
    external_id: Text = "",
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    with caller.reading() as uow:
        found = (
            _called(uow, external_id, q)
            if external_id
            else uow.customers.page(after=place_of(cursor), words=q, limit=limit + 1)
        )
        here, more = cut(found, limit)
    page = Page[CustomerResource](
        items=tuple(CustomerResource.of(each) for each in here),
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


@router.post(
    "/customers",
    status_code=201,
    summary="Create a customer",
    operation_id="make_a_customer",
    responses=answers(201, CustomerResource, "Created", 400, 409, tagged=True),
)
def made(change: Makes, body: CustomerBody) -> Response:
    def work(uow: UnitOfWork) -> Reply:
        return _shown(make_customer(body, uow, change.renderer, by=change.by), status=201)

    return change.once(work)


@router.get(
    "/customers/{customer_id}",
    summary="Read a customer",
    responses=answers(200, CustomerResource, "As they are now", 404, tagged=True),
)
def read(caller: Reads, customer_id: PartyId) -> Response:
    with caller.reading() as uow:
        return _shown(uow.customers.get(customer_id)).response


@router.get(
    "/customers/{customer_id}/e-invoicing",
    summary="Read what e-invoices to a customer need",
    responses=answers(200, EInvoicingResource, "By legal entity and standard", 404),
)
def e_invoicing(caller: Reads, customer_id: PartyId) -> Response:
    """Before any invoice: each field of theirs, of the legal entity and of the invoice, and whether
    it is there. From the legal entity that most likely bills them; where nobody knows which, from
    the first three."""
    with caller.reading() as uow:
        customer = uow.customers.get(customer_id)
        found = e_invoice_readiness(uow, caller.ctx.renderer, customer)
    return Reply(EInvoicingResource.of(found).model_dump_json()).response


@router.put(
    "/customers/{customer_id}",
    summary="Change a customer",
    responses=answers(200, CustomerResource, "Changed", 400, 404, 409, 412, 428, tagged=True),
)
def changed(change: Writes, customer_id: PartyId, body: CustomerBody) -> Response:
    """What is issued keeps the customer as it was. What is not takes the change at once, and an
    approval of it is void. An external id that is left out stays."""
    change.expect_if_match()

    def work(uow: UnitOfWork) -> Reply:
        before = uow.customers.get(customer_id)
        expect_tag(change.tag(), before)
        return _shown(keep_customer(body, customer_id, uow, change.renderer, by=change.by))

    return change.once(work)


def _called(uow: UnitOfWork, external_id: str, words: str) -> tuple[Customer, ...]:
    """The one that another system calls so, where the words are in its name."""
    one = uow.customers.find_external(external_id)
    wanted = words.casefold().split()
    return (one,) if one and all(word in one.name.casefold() for word in wanted) else ()


def _shown(customer: Customer, *, status: int = 200) -> Reply:
    body = CustomerResource.of(customer).model_dump_json()
    return Reply(body, status, (("ETag", f'"{party_tag(customer)}"'),))
