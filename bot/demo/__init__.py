"""One deal, played from `/invoice` to the customer's PO in the local workspace."""
