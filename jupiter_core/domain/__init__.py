"""The nouns of invoicing: frozen values, their rules, and the refusals they raise."""
