"""What the general ledger hears: balanced journal entries on the accounts that finance names."""
