"""The listeners of contracts."""
