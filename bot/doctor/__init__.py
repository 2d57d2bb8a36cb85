"""What an installation needs, looked at piece by piece, and how to mend what is wrong."""
