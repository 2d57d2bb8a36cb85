"""Bank accounts: where a customer sends the money."""

from collections.abc import Callable
from datetime import date
from typing import Self

from jupiter_core.domain import identifiers
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import CurrencyCode, known_currency
from jupiter_core.domain.refusals import Required, placed
from jupiter_core.domain.text import line_of


class BankAccount(Frozen):
    """Where to pay: an IBAN with its BIC, or an account number with its ABA routing number.

    `valid_since` is the day from which these details have been in use without a change.
    """

    holder: str
    bank_name: str
    currency: CurrencyCode
    iban: str | None = None
    bic: str | None = None
    account_number: str | None = None
    routing_number: str | None = None
    valid_since: date

    @classmethod
    def checked(
        cls,
        *,
        holder: str,
        bank_name: str,
        currency: str,
        iban: str,
        bic: str,
        account_number: str,
        routing_number: str,
        valid_since: date,
    ) -> Self:
        """Each identifier by its standard.

        Raises InvalidIdentifier, Required, UnknownCurrency, TooLong or Unprintable, at its path.
        """
        if not iban.strip() and not account_number.strip():
            raise Required("An IBAN or an account number").at("iban")
        if account_number.strip() and not routing_number.strip():
            raise Required("The ABA routing number of the account").at("routing_number")
        canonical = {
            "iban": _identifier(iban, identifiers.iban, "iban"),
            "bic": _identifier(bic, identifiers.bic, "bic"),
            "routing_number": _identifier(
                routing_number, identifiers.routing_number, "routing_number"
            ),
        }
        return cls(
            holder=placed("holder", lambda: line_of(holder, "Account holder", 140, required=True)),
            bank_name=placed("bank_name", lambda: line_of(bank_name, "Bank", 140, required=True)),
            currency=placed("currency", lambda: known_currency(currency)),
            account_number=placed(
                "account_number", lambda: line_of(account_number, "Account number", 34) or None
            ),
            valid_since=valid_since,
            **canonical,
        )

    def same_account(self, other: "BankAccount") -> bool:
        """Whether money would go to the same place, whatever the dates say."""
        return self.model_copy(update={"valid_since": other.valid_since}) == other


def _identifier(typed: str, check: Callable[[str], str], path: str) -> str | None:
    return placed(path, lambda: check(typed)) if typed.strip() else None
