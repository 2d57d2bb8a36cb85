"""Set-up's listeners."""
