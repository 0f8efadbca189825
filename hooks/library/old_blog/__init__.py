"""Moves an old blog in: a Squarespace or WordPress export becomes articles, as drafts."""
