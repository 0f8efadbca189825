"""Checking tools of others: started in the background, read into our words."""
