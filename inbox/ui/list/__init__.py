"""The conversation list: rows of one height, painted, over the item model of ``ui.models``."""
