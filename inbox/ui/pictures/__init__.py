"""Pictures of messages and products: decoded off the GUI thread, kept small, shown large when asked."""
