"""The binder of a family: which pages it can hold, and the sets that are ready to be put in."""
