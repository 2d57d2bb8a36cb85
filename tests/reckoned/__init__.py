"""Figures reckoned from a contract's words with `Decimal` and calendars, and nothing of the app."""
