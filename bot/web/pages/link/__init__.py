"""The customer's page of an invoice."""
