"""Refusals of what is posted to the general ledger."""

from jupiter_core.domain.refusals.base import Refusal


class NotALedgerNumber(Refusal):
    """DATEV knows accounts by number alone: three to nine digits."""

    template = "“{typed}” is not an account number. DATEV takes three to nine digits, as in 8400."
    typed: str


class NoAccountMapping(Refusal):
    """Nothing can be posted before finance named the accounts of a legal entity."""

    template = (
        "No ledger accounts are set for {entity}. Name them under Exports in /invoice setup, or "
        "with PUT /api/v1/account-mappings."
    )
    entity: str


class NotInForm(Refusal):
    """An amount or a text that the other system's form cannot carry; `reason` is a sentence."""

    template = "{entry} cannot be exported to {system}: {reason}"
    entry: str
    system: str
    reason: str
