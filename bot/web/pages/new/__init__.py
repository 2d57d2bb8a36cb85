"""The builder's pages at /new: its form, and what comes of it."""
