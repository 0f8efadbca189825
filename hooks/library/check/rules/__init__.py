"""The rules, grouped by what they look at. Each module declares its own."""
