"""The repository of the product catalogue."""

from typing import Protocol

from jupiter_core.domain.product import Product


class Products(Protocol):
    """What can be picked in lines, retired ones too; an invoice has its own copy."""

    def get(self, product_id: str) -> Product:
        """Raises NotFound."""

    def find_code(self, code: str) -> Product | None:
        """By its code, in any letter case."""

    def search(self, words: str, limit: int = 100) -> list[Product]:
        """Those in use whose name or code has all the words, in any letter case, by name; all when
        there are none."""

    def page(self, *, after: str = "", words: str = "", limit: int = 50) -> list[Product]:
        """By id, beginning behind `after`: those whose name or code has all the words, retired
        ones too."""

    def save(self, product: Product) -> None:
        """Adds or replaces it. Raises AlreadyTaken at `code` for a code in use, and at `name`
        for one in use where neither of the two has a code."""
