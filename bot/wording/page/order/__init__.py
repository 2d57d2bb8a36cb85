"""The words of the customer's purchase order on the page, a table a language."""
