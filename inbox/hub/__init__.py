"""The hub: takes in what the platforms send, keeps the one log, carries out what agents ask for, and serves their desks."""
