"""The routes of the builder at /new: a form that anyone may fill in; nothing is kept."""
