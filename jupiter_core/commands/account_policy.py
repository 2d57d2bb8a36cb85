"""The policy that nobody is asked to pay to an account in another currency than the invoice's."""

from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.refusals import NoAccountInCurrency
from jupiter_core.ports import UnitOfWork


def expect_account_of_content(uow: UnitOfWork, content: Content) -> None:
    """Raises NoAccountInCurrency at `currency`. A credit note asks for no payment."""
    if not content.corrects:
        _expect(uow, Parties.on(content), content.currency)


def expect_account_of_agreement(uow: UnitOfWork, agreement: Agreement) -> None:
    """The same of what a contract proposes."""
    if agreement.parties:
        _expect(uow, agreement.parties, agreement.terms.currency)


def expect_account_of(uow: UnitOfWork, subject: Invoice | Contract) -> None:
    """The same of what is to be approved."""
    if isinstance(subject, Invoice):
        expect_account_of_content(uow, subject.content)
    else:
        expect_account_of_agreement(uow, subject.shown)


def _expect(uow: UnitOfWork, parties: Parties, currency: str) -> None:
    policy = uow.workspace().policy
    if policy.account_in_currency and parties.remit_to.currency != currency:
        raise NoAccountInCurrency(parties.seller.legal_name, currency).at("currency")
