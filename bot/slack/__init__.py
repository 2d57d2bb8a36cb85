"""Bolt listeners, a file a noun. A listener only translates; each file has `register`."""
