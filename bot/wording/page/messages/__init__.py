"""The forms and messages of the customer's page, a module a language."""
