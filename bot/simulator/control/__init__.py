"""The control API: how people, tests and the page use the workspace."""
