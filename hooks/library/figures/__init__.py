"""Pictures that explain: steps, a table of people, a decision, drawn from lines in the text."""
