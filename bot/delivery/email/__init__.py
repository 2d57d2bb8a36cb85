"""The mail to the customer's accounts payable: an invoice and its link, in the customer's words."""
