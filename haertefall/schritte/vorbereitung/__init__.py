"""Acts by which members prepare and the office helps them."""
