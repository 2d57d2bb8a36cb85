"""What all channels say alike: amounts, dates, names, the lines of a contract."""
