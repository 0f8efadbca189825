"""Imports an old blog: a Squarespace or WordPress export becomes articles, as drafts."""
