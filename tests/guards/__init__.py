"""What every test is held to besides its own assertions: no stray log record, thread or connection."""
