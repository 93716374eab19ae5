"""Benchmarks: every figure beside its goal and its floor measured in the same run; they never assert a time."""
