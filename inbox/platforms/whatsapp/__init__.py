"""The WhatsApp Cloud API: what it sends (``decode``), what it takes (``payloads``), how it is called (``client``).

Documented at developers.facebook.com, WhatsApp > Cloud API.
"""
