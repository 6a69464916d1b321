"""The gates: pure rules over what was read and rendered; no file is opened here."""
