"""Set-up, in modals and from YAML."""
