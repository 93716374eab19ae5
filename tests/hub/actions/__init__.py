"""Actions against the pretend platforms, called in-process: their own books are the judge."""
