"""What is kept: encrypted SQLite files, the shop's state, and (on a desk) the timeline of messages."""
