"""What the workflows in .github/ do: each step is a module here, and the tests run it."""
