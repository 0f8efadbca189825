"""Checklists and letters as accessible PDFs to print and fill in."""
