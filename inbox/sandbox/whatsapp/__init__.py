"""The pretend WhatsApp Cloud API: one business number, its media, templates, catalogue and webhooks."""
