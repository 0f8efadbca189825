"""The states: what each record says, and whether it may be published."""
