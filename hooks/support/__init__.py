"""What hooks share. No hook is in here."""
