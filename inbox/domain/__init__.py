"""What is true and what is allowed: the shop's rules as pure functions and frozen structs.

Imported by every other room; imports nothing of ours. No clock, no files, no network, no threads.
"""
