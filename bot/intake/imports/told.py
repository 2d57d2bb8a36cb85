"""What a person says of a whole file, where its cells do not say it."""

from typing import NamedTuple

from jupiter_core.domain.statement_columns import DateOrder


class Told(NamedTuple):
    """`country` is a code: where customers are who name none. Of invoices: the `system` that issued
    them, the legal `entity` that they are from, and how days and decimals are written."""

    country: str = ""
    system: str = ""
    entity: str = ""
    dates: DateOrder | None = None
    decimal: str = ""


NOTHING_TOLD = Told()
