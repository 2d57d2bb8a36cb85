"""The schedule of a contract: all its invoices, to the minor unit."""
