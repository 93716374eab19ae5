"""The window: theme, widgets, lists and the chat. They show frozen rows and emit intents; they know no store and no network.

Everything here lives on the GUI thread. What is shown comes from ``ui.models``, what is wanted leaves as Qt signals.
"""
