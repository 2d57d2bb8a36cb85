"""The form of the builder at /new, read into the files that the command line reads."""
