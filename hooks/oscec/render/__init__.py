"""From the model to what a reader sees: links with their tips, and the generated pages."""
