"""The builder at /new: a form that anyone may fill in, and what comes of it. Nothing is kept."""
