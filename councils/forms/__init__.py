"""Input to clean values: one module per page's subject."""
