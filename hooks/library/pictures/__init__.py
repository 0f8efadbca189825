"""Photos and drawings: safe, and in the sizes that pages need."""
