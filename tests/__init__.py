"""The tests of Tresen, laid out like the package they test."""
