"""Stripe: client, decoder, errors and the bodies we post; nothing else in the program knows Stripe's JSON."""
