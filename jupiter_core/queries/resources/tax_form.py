"""A tax form of a legal entity as others read it."""

import datetime as dt

from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.queries.resources.shapes import Resource, Who


class TaxFormResource(Resource):
    """`sha256` is that of the PDF, `size` its bytes."""

    id: str
    name: str
    sha256: str
    size: int
    by: Who
    at: dt.datetime

    @classmethod
    def of(cls, form: TaxForm) -> "TaxFormResource":
        return cls(
            id=form.id,
            name=form.name,
            sha256=form.sha256,
            size=form.size,
            by=Who.of(form.by),
            at=form.at,
        )
