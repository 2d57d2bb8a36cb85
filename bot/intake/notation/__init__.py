"""How people write numbers, amounts, terms and years."""
