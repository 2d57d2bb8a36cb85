"""Files that the command line reads: invoices, contracts, set-up."""
