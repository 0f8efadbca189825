"""Other projects' checking tools: run in the background, their findings put in our words."""
