"""Small things that every folder of the library uses; it uses none of them."""
