"""How staff write: the form at /admin/, and templates for new pages."""
