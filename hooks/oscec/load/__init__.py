"""The only reader of files: text, YAML, front matter, pages and the knowledge in `curriculum/`."""
