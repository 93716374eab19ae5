"""The presenters: each turns reads and what the agent does into one frozen state, and clicks into actions of the domain."""
