"""Refusals of bank statements and their entries."""

from jupiter_core.domain.refusals.base import Refusal


class EntrySettled(Refusal):
    """`state` is booked or ignored, or what it is while it waits."""

    template = "This entry is {state} already."
    state: str


class NoAccountOfOurs(Refusal):
    """`accounts` are those of the file, shortened."""

    template = (
        "No legal entity has the bank account of this statement ({accounts}). Add it with "
        "/invoice setup, in the statement's currency."
    )
    accounts: str


class AccountOfSeveral(Refusal):
    """`account` is that of the file, shortened; `entities` are the legal entities that have one
    like it."""

    template = (
        "The bank account of this statement ({account}) fits accounts of several legal entities: "
        "{entities}. Keep it with one of them in /invoice setup, or import a file that has the "
        "whole account number."
    )
    account: str
    entities: str


class ChooseAccount(Refusal):
    """`accounts` are the bank accounts of all legal entities."""

    template = "This file does not say of which account it is. Choose one of: {accounts}."
    accounts: str


class OfAnotherEntity(Refusal):
    """An invoice that this account's money is not for; both are names."""

    template = "{title} is from another legal entity than {entity}, whose account this is."
    title: str
    entity: str


class NothingCameIn(Refusal):
    """An entry below zero, or one that takes back another."""

    template = "This entry is no payment that came in. Ignore it, or reverse what it takes back."
