"""Refusals of what only a row of another system's file can get wrong."""

from dataclasses import dataclass

from jupiter_core.domain.refusals import Refusal


@dataclass(eq=False)
class Ragged(Refusal):
    """A row that is shorter or longer than the header: its cells cannot be told apart."""

    template = (
        "This row has {cells} cells and the header {columns}. A value that has the separator in it "
        "must stand in quotation marks."
    )
    cells: int
    columns: int


@dataclass(eq=False)
class SeveralEmails(Refusal):
    """A cell with a list of addresses, of which a customer has one."""

    template = "A customer has one AP e-mail address. Leave one in this cell."


@dataclass(eq=False)
class NoTerms(Refusal):
    """Terms of payment by a name that only the other system knows."""

    template = "“{typed}” is not a payment term. Write it like Net 30, or Due on receipt."
    typed: str
