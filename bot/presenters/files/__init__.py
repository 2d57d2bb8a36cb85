"""Files that the command line reads."""
