"""How staff write: the form at /admin/, and new pages to start from."""
