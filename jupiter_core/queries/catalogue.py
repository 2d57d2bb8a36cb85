"""Finding a product by what people call it."""

from jupiter_core.domain.product import Product
from jupiter_core.domain.text import key_of
from jupiter_core.ports import UnitOfWork

_ALIKE = 20


def product_named(uow: UnitOfWork, words: str) -> Product | None:
    """The one of that code, retired or not, else the only one in use of exactly that name, both in
    any letter case."""
    words = " ".join(words.split())
    if not words:
        return None
    coded = uow.products.find_code(words)
    if coded:
        return coded
    alike = uow.products.search(words, limit=_ALIKE)
    same = [each for each in alike if key_of(each.name) == key_of(words)]
    return same[0] if len(same) == 1 else None
