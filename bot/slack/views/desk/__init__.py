"""The App Home, a module a section."""
