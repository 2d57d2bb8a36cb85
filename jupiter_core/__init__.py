"""Everything about invoices that would be true without Slack or HTTP."""
