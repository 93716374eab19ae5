"""Tresen, a shop's support counter: WhatsApp beside Stripe in one inbox.

Imported before the Python version is checked, so this file stays valid on Python 3.8 and imports nothing.
"""

__version__ = "0.1.0"
