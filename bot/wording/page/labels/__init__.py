"""The labels of the customer's page, a module a language."""
