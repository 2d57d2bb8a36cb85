"""An invoice that is taken back: credited, in part or in full, or void."""

from typing import Self

from jupiter_core.domain.account import Credit
from jupiter_core.domain.content import BEFORE_ISSUE, OPEN, State
from jupiter_core.domain.invoice_record import InvoiceRecord
from jupiter_core.domain.money import smallest
from jupiter_core.domain.refusals import (
    CarriedOver,
    CreditedAlready,
    CreditNoteStands,
    OutOfRange,
    OverCredit,
)


class WithdrawableInvoice(InvoiceRecord):
    """Once it has a number, that stays taken."""

    def expect_creditable(self) -> None:
        """Raises CreditNoteStands, CarriedOver, or NotInState before issue and once it is void."""
        if self.is_carried_over:
            raise CarriedOver(self.title, self.content.carried_from)
        if self.is_credit_note:
            raise CreditNoteStands(self.title)
        self._expect({*OPEN, State.PAID}, "credited")

    def with_credit(self, credit: Credit) -> Self:
        """With an issued credit note against it; paid where nothing is due any more.

        Raises NotInState, CreditNoteStands, MixedCurrencies or OverCredit.
        """
        self.expect_creditable()
        if credit.amount.minor <= 0:
            raise OutOfRange(
                "The amount", smallest(self.content.currency).words, self.creditable.words
            )
        if (self.creditable - credit.amount).minor < 0:
            raise OverCredit(self.title, credit.amount.words, self.creditable.words)
        after = self._next(credits=(*self.credits, credit), revision=self.revision + 1)
        return after if after.amount_due.minor else after.model_copy(update={"state": State.PAID})

    def voided(self, reason: str) -> Self:
        """Void, with the reason; its number stays taken.

        Raises NotInState; CreditNoteStands or CreditedAlready where a credit note is issued.
        """
        settled = {State.PAID} if self.is_nil else set()
        self._expect(BEFORE_ISSUE | {State.ISSUED} | settled, "voided")
        if self.is_credit_note and self.number:
            raise CreditNoteStands(self.title)
        if self.credits:
            raise CreditedAlready(self.title)
        revision = self.revision + 1 if self.number else 0
        return self._next(state=State.VOID, reason=reason, approvals=(), revision=revision)

    @property
    def is_voidable(self) -> bool:
        """Whether `voided` takes it as it stands."""
        settled = {State.PAID} if self.is_nil else set()
        standing = self.state in BEFORE_ISSUE | {State.ISSUED} | settled
        return standing and not self.credits and not (self.is_credit_note and self.number)
