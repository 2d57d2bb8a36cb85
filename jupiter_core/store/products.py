"""The product catalogue, as rows."""

from sqlmodel import col
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import AlreadyTaken
from jupiter_core.domain.text import key_of
from jupiter_core.store.product_tables import ProductRow
from jupiter_core.store.scope import TransactionScope


class ProductRepository:
    """See `Products`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, product_id: str) -> Product:
        query = self._scope.select(ProductRow).where(col(ProductRow.id) == product_id)
        row = self._scope.found(query, "product", product_id)
        return Product.model_validate_json(row.document)

    def find_code(self, code: str) -> Product | None:
        query = self._scope.select(ProductRow).where(col(ProductRow.code_key) == key_of(code))
        row = self._scope.first(query) if code else None
        return Product.model_validate_json(row.document) if row else None

    def search(self, words: str, limit: int = 100) -> list[Product]:
        query = self._named(words).where(col(ProductRow.retired).is_(False))
        rows = self._scope.all(
            query.order_by(col(ProductRow.name_key), col(ProductRow.id)).limit(limit)
        )
        return [Product.model_validate_json(row.document) for row in rows]

    def page(self, *, after: str = "", words: str = "", limit: int = 50) -> list[Product]:
        query = self._named(words).where(col(ProductRow.id) > after)
        rows = self._scope.all(query.order_by(col(ProductRow.id)).limit(limit))
        return [Product.model_validate_json(row.document) for row in rows]

    def _named(self, words: str) -> SelectOfScalar[ProductRow]:
        query = self._scope.select(ProductRow)
        for word in key_of(words).split():
            query = query.where(col(ProductRow.words_key).contains(word, autoescape=True))
        return query

    def save(self, product: Product) -> None:
        code = key_of(product.code)
        row = ProductRow(
            workspace_id=self._scope.workspace_id,
            id=product.id,
            name_key=key_of(product.name),
            code_key=code or None,
            alike_key=None if code else key_of(product.name),
            words_key=key_of(f"{product.name} {product.code}"),
            retired=product.retired,
            document=canonical_json(product),
        )
        taken = {
            "products_code_key": AlreadyTaken("product with the code", product.code).at("code"),
            "products_alike_key": AlreadyTaken("product", product.name).at("name"),
        }
        with self._scope.refusing(taken):
            self._scope.put(row)
