"""Pure Python behind the hooks: no MkDocs in here, so that another builder can use it."""
