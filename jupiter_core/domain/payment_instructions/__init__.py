"""Text that asks for money elsewhere: account numbers and the words of such requests."""
