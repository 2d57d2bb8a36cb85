"""The routers, a noun each."""
