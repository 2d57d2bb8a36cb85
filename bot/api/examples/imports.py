"""A body about an import: customers as Xero exports them."""

import base64
from typing import Any

_CSV = (
    "*ContactName,AccountNumber,EmailAddress,POAddressLine1,POCity,POPostalCode,POCountry\n"
    "Globex GmbH,xero-1,ap@globex.example,Lindenweg 3,Berlin,10115,Germany\n"
    "Initech Ltd,xero-2,ap@initech.example,1 High Street,London,SW1A 1AA,United Kingdom\n"
)  # fmt: skip

BODIES: dict[str, dict[str, dict[str, Any]]] = {
    "import_a_file": {
        "Customers, as a dry run": {
            "kind": "customers",
            "file_name": "Contacts.csv",
            "content": base64.b64encode(_CSV.encode()).decode(),
            "dry_run": True,
        },
    },
}
