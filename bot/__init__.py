"""Everything that faces someone: Slack, the customer's browser, the operator."""
