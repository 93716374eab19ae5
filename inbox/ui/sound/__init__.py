"""Recordings of messages: played in the chat, one at a time, from memory."""
