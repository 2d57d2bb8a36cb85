"""What other systems read: invoices, contracts, parties and events as plain JSON.

Amounts are decimal strings with the digits of their currency, days are ISO dates, moments are
UTC. The same shapes stand in the answers of the API and in the payloads of webhooks.
"""
