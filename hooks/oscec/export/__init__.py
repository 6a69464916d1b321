"""The data of the curriculum as files for other programs: tables, JSON, term bases and JSON Schemas."""
