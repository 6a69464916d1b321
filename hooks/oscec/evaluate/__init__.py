"""What a course achieved: anonymous answers before, after and later, read, counted and shown in a local report."""
