"""Keeping the product catalogue. No invoice changes with it: each line has its own copy."""

from jupiter_core.commands.permission import expect_scope
from jupiter_core.commands.printable import expect_printable
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change, product_changes
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import NotFound, Refusal, ValidationErrors
from jupiter_core.ports import Renderer, UnitOfWork


class SaveProduct(Frozen):
    """The product as it is to be."""

    by: Actor
    product: Product


def save_product(command: SaveProduct, uow: UnitOfWork, renderer: Renderer) -> Product:
    """The same product again changes nothing; who may set up is for the door to say.

    Raises NotInScope, AlreadyTaken at `code` or `name`, or ValidationErrors: what `Product.checked`
    raises, NotFound at `entity_taxes[n].sender_profile_id`, Unprintable at its text.
    """
    if command.by.kind is ActorKind.API_KEY:
        expect_scope(uow, command.by, Scope.PRODUCTS_WRITE)
    product = command.product.checked()
    _expect_entities(uow, product)
    expect_printable(_texts(product), renderer)
    before = find_product(uow, product.id)
    if before == product:
        return product
    uow.products.save(product)
    name = EventName.PRODUCT_CHANGED if before else EventName.PRODUCT_CREATED
    changes = tuple(_named(uow, each) for each in product_changes(before, product))
    notify(uow, name, product.id, by=command.by, changes=changes, note=product.title)
    return product


def find_product(uow: UnitOfWork, product_id: str) -> Product | None:
    """The product, or None where there is none of this id."""
    try:
        return uow.products.get(product_id)
    except NotFound:
        return None


def _expect_entities(uow: UnitOfWork, product: Product) -> None:
    known = {each.id for each in uow.sender_profiles.all()}
    unknown: list[Refusal] = [
        NotFound("legal entity", each.sender_profile_id).at(f"entity_taxes[{n}].sender_profile_id")
        for n, each in enumerate(product.entity_taxes)
        if each.sender_profile_id not in known
    ]
    if unknown:
        raise ValidationErrors(unknown)


def _texts(product: Product) -> dict[str, tuple[str, str]]:
    """What a line of it would print."""
    return {
        "name": ("The name", product.name),
        "description": ("The description", product.description),
    }


def _named(uow: UnitOfWork, change: Change) -> Change:
    """With an entity's name for its id."""
    prefix = "Tax for "
    if not change.what.startswith(prefix):
        return change
    entity = uow.sender_profiles.get(change.what.removeprefix(prefix))
    return change.model_copy(update={"what": f"{prefix}{entity.legal_name}"})
