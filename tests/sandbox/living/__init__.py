"""Tests of the demo shop whose customers act by themselves."""
