"""From what people type to clean values: one module for each subject."""
