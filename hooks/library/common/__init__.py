"""Small things that every room uses; it uses none of them."""
