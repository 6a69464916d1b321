"""The nouns of the project: what the files in `curriculum/` and `docs/` hold once they are read."""
