"""The routes of an invoice's link, which accounts payable open without an account."""
