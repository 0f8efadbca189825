"""What the steps of publishing share."""
