"""Journals in the form that each accounting system imports."""
