"""The customer's form on the link, read into a command."""
