"""The listeners of an invoice's buttons."""
