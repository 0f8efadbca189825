"""What hooks share; no hook stands here."""
