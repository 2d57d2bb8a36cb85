"""The invoice builder's listeners."""
