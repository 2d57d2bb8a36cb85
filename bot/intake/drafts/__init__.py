"""Forms of invoices and contracts as typed so far, kept until they are submitted."""
