"""What a usage credit can still give, beside what invoices that are on their way will draw."""

from jupiter_core.domain.contract.credit_ledger import balance_of
from jupiter_core.domain.invoice import BEFORE_ISSUE, Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import CreditUsedUp, CurrencyOfContract
from jupiter_core.ports import UnitOfWork


def reserved(uow: UnitOfWork, contract_id: str, credit: str, currency: str) -> Money:
    """What invoices that are brought and not issued are going to draw of a credit."""
    waiting = (each for each in uow.invoices.of_contract(contract_id) if each.state in BEFORE_ISSUE)
    return Money.sum((drawn_by(each.content, credit) for each in waiting), currency)


def left_of(uow: UnitOfWork, contract_id: str, credit: str, currency: str) -> Money:
    """The credit's balance less what is reserved."""
    balance = balance_of(uow.ledger.of(contract_id), currency, credit)
    return balance - reserved(uow, contract_id, credit, currency)


def drawn_by(content: Content, credit: str) -> Money:
    """What this content draws of a credit, as a positive amount, in prices as they were entered."""
    lines = (-line.as_entered.amount for line in content.lines if line.credit == credit)
    return Money.sum(lines, content.currency)


def within_credits(uow: UnitOfWork, before: Invoice, content: Content) -> Content:
    """New content for an invoice of a contract, with the contract's name and credit balance.

    Raises CurrencyOfContract, or CreditUsedUp when it draws more of a credit than there is.
    """
    if before.contract_id is None:
        return content
    old = before.content
    if content.currency != old.currency:
        raise CurrencyOfContract(old.contract_name, old.currency).at("currency")
    balance = old.credit_balance
    for credit in {line.credit for line in (*old.lines, *content.lines) if line.credit}:
        had, draws = drawn_by(old, credit), drawn_by(content, credit)
        left = left_of(uow, before.contract_id, credit, content.currency) + had
        if draws.minor > left.minor:
            raise CreditUsedUp(left.words).at("lines")
        balance = balance and balance + had - draws
    update = {"contract_name": old.contract_name, "credit_balance": balance}
    return content.model_copy(update=update)
