"""Everything that knows MkDocs, with the adapters in `hooks/*.py`: building the sites of the languages."""
