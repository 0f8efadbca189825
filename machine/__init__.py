"""How a fresh machine gets what it needs to show, build and test the site."""
