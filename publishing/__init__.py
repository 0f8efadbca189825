"""What the workflows in .github/ do: each module here is a step; support/ is what they share."""
