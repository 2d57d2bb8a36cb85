"""What every door says alike: amounts, dates, names, the lines of a contract. It knows no door."""
