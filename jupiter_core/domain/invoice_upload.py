"""An invoice for a customer who has a portal: due to be uploaded, and ticked off."""

from datetime import datetime
from typing import Self

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.content import State
from jupiter_core.domain.invoice_record import InvoiceRecord
from jupiter_core.domain.portal import NothingToUpload, NotUploaded, Upload, UploadedAlready


class UploadableInvoice(InvoiceRecord):
    """Of others, nothing is ever due."""

    @property
    def upload_due(self) -> bool:
        """Whether somebody has to put it on its customer's portal."""
        stands = self.number is not None and self.state is not State.VOID
        return stands and self.upload is not None and self.upload.is_due

    def put_on_portal(self, by: Actor, at: datetime) -> Self:
        """Ticked off; nothing of the paper changes. Raises NothingToUpload or UploadedAlready."""
        if self.upload is None or self.state is State.VOID:
            raise NothingToUpload(self.title_capitalised)
        if self.upload.by:
            raise UploadedAlready(self.title_capitalised, self.upload.by.name)
        done = Upload(portal=self.upload.portal, by=by, at=at, revision=self.revision)
        return self._next(upload=done)

    def upload_undone(self) -> Self:
        """Due again. Raises NothingToUpload or NotUploaded."""
        if self.upload is None or self.state is State.VOID:
            raise NothingToUpload(self.title_capitalised)
        if self.upload.is_due:
            raise NotUploaded(self.title_capitalised)
        return self._next(upload=Upload(portal=self.upload.portal))
