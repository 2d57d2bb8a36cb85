"""The customer's page in each language: its words, and figures and dates as it writes them."""
