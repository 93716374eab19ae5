"""Pages that leave the program as files."""
