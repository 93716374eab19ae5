"""The window around the panes: folding, commands, keys, palette."""
