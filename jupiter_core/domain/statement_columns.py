"""Which column of a bank's CSV file is what: recognised, confirmed by a person, remembered."""

from enum import StrEnum

from jupiter_core.domain.frozen import Frozen


class Column(StrEnum):
    """What a column may be. An amount is one column, or one for money in and one for money out."""

    BOOKED_ON = "booked_on"
    VALUE_ON = "value_on"
    AMOUNT = "amount"
    CREDIT = "credit"
    DEBIT = "debit"
    DIRECTION = "direction"
    CURRENCY = "currency"
    COUNTERPARTY = "counterparty"
    COUNTERPARTY_ACCOUNT = "counterparty_account"
    REMITTANCE = "remittance"
    END_TO_END_ID = "end_to_end_id"
    BANK_REFERENCE = "bank_reference"
    ACCOUNT = "account"
    BALANCE = "balance"


class DateOrder(StrEnum):
    """How a day is written; the separators do not matter."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"

    @property
    def words(self) -> str:
        return {"ymd": "2026-11-29", "dmy": "29.11.2026", "mdy": "11/29/2026"}[self.value]


class ColumnMapping(Frozen):
    """How one bank's file is read. `header` is its first line of names; `columns` says of some of
    them what they are; `decimal` is `.` or `,`."""

    header: tuple[str, ...]
    columns: dict[Column, str]
    decimal: str
    dates: DateOrder

    @property
    def words(self) -> str:
        """For the person who confirms it: `amount: Betrag; booked on: Buchungstag; …`."""
        named = (f"{key.value.replace('_', ' ')}: {name}" for key, name in self.columns.items())
        comma = "1.234,56" if self.decimal == "," else "1,234.56"
        return "; ".join((*named, f"amounts like {comma}", f"dates like {self.dates.words}"))
