"""The agent's engine, without any screen: follows the hub's log into an encrypted cache, holds and posts what is clicked."""
