"""Each pane in each of its states: what it says, what it asks for, and how it looks."""
