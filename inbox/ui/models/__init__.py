"""What the window shows, as frozen rows and item models: QtCore only, so that it is tested without a window."""
