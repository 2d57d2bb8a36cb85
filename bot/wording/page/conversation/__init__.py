"""What AP can say on the customer's page, a module a language."""
