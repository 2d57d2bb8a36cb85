"""Refusals of what only a row of another system's file can get wrong."""

from jupiter_core.domain.refusals import Refusal


class Ragged(Refusal):
    """A row that is shorter or longer than the header: its cells cannot be told apart."""

    template = (
        "This row has {cells} cells and the header {columns}. A value that has the separator in it "
        "must stand in quotation marks."
    )
    cells: int
    columns: int


class SeveralEmails(Refusal):
    """A cell with a list of addresses, of which a customer has one."""

    template = "A customer has one AP e-mail address. Leave one in this cell."


class NoTerms(Refusal):
    """Terms of payment by a name that only the other system knows."""

    template = "“{typed}” is not a payment term. Write it like Net 30, or Due on receipt."
    typed: str
