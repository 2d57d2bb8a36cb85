"""The listeners of `/invoice setup`."""
