"""The product catalogue in memory."""

import unicodedata

from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import AlreadyTaken
from tests.harness.fake_tables import Room


class FakeProducts(Room):
    def get(self, product_id: str) -> Product:
        return self.found(self.tables.products, "product", product_id)

    def find_code(self, code: str) -> Product | None:
        own = self.own(self.tables.products)
        return next((each for each in own if code and _same(each.code, code)), None)

    def search(self, words: str, limit: int = 100) -> list[Product]:
        found = [each for each in self._named(words) if not each.retired]
        return sorted(found, key=lambda each: (each.name.casefold(), each.id))[:limit]

    def page(self, *, after: str = "", words: str = "", limit: int = 50) -> list[Product]:
        named = sorted(self._named(words), key=lambda each: each.id)
        return [each for each in named if each.id > after][:limit]

    def _named(self, words: str) -> list[Product]:
        wanted = unicodedata.normalize("NFC", words).casefold().split()
        return [
            each
            for each in self.own(self.tables.products)
            if all(word in f"{each.name} {each.code}".casefold() for word in wanted)
        ]

    def save(self, product: Product) -> None:
        for other in self.own(self.tables.products):
            if other.id == product.id:
                continue
            if product.code and _same(product.code, other.code):
                raise AlreadyTaken("product with the code", product.code).at("code")
            if _same(product.name, other.name) and not (product.code or other.code):
                raise AlreadyTaken("product", product.name).at("name")
        self.tables.products[self.key(product.id)] = product


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
