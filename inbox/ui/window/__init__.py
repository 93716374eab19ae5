"""The window that places the panes: folding, commands and their keys, the palette and the key list."""
