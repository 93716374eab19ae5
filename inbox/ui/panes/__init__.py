"""The panes of the window: each renders one frozen state and says what is wanted; none keeps a truth of its own."""
