"""Stripe's calls, webhooks and errors, against answers in the shapes of docs.stripe.com/api."""
