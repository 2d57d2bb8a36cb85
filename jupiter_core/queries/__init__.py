"""What is read: histories, the customer's page, the proof of the chain."""
