"""A customer's portal, and what of an invoice is to be put there, as other systems read them."""

from datetime import datetime

from pydantic import Field

from jupiter_core.domain.portal import PortalKind, PortalPack, Upload
from jupiter_core.queries.resources.shapes import Resource, Who


class PortalResource(Resource):
    """The portal on which the customer takes invoices."""

    kind: PortalKind
    name: str
    supplier_number: str
    our_id: str
    their_id: str

    @classmethod
    def of(cls, pack: PortalPack) -> "PortalResource":
        return cls(
            kind=pack.kind,
            name=pack.name,
            supplier_number=pack.supplier_number,
            our_id=pack.our_id,
            their_id=pack.their_id,
        )


class UploadResource(Resource):
    """Whether an issued invoice is on its customer's portal."""

    portal: str = Field(examples=["Coupa"])
    due: bool
    by: Who | None = Field(description="Who ticked it off; null while it is due.")
    at: datetime | None
    version: int | None = Field(description="The version that was uploaded.")

    @classmethod
    def of(cls, upload: Upload, *, due: bool) -> "UploadResource":
        return cls(
            portal=upload.portal,
            due=due,
            by=Who.of(upload.by) if upload.by else None,
            at=upload.at,
            version=upload.revision or None,
        )
