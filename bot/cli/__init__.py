"""The `jupiter` command, a file for each subject."""
