"""``tresen doctor``: looks at everything a counter needs and says how to mend what is wrong."""
