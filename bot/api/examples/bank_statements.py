"""Bodies about bank statements: a file of the account that the example's entity in the US has."""

import base64
from typing import Any

_CSV = (
    "Date,Description,Amount\n"
    "2026-11-20,ACME CORP PAYMENT,1345000.00\n"
    "2026-11-21,Wire fee,-25.00\n"
)  # fmt: skip
ACCOUNT = "000123456789"

BODIES: dict[str, dict[str, dict[str, Any]]] = {
    "take_in_a_bank_statement": {
        "A CSV file, read as it looks like": {
            "file_name": "statement.csv",
            "content": base64.b64encode(_CSV.encode()).decode(),
            "account": ACCOUNT,
            "csv": {"columns": {"remittance": "Description"}, "dates": "ymd"},
        },
    },
    "book_an_entry_of_a_bank_statement": {
        "As proposed": {},
    },
    "ignore_an_entry_of_a_bank_statement": {
        "With the reason": {"reason": "Interest"},
    },
}
