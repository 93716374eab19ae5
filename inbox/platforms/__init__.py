"""The only code that calls Meta and Stripe, and the only code that knows their JSON."""
