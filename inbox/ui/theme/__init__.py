"""Colours, sizes, fonts and icons, for light and dark, for every text size and for a system in high contrast."""
