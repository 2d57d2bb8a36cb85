"""Contracts: their lines, terms, checks and changes, and the ledger of a usage credit."""
