"""oSCEC training: reading, checking, building and exporting the curriculum."""
