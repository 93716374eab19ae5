"""How long a voice note is, from its own bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.sounds import opus_milliseconds
from inbox.sandbox.specimens import voice_note


@pytest.mark.parametrize("seconds", [1, 3, 59, 200])
def test_a_voice_note_says_how_long_it_is(seconds: int) -> None:
    assert opus_milliseconds(voice_note(seconds)) == seconds * 1000


@pytest.mark.parametrize("data", [b"", b"OggS", b"RIFF", b"OggS" + bytes(20) + b"OpusHead", b"\x00" * 500])
def test_anything_else_does_not(data: bytes) -> None:
    assert opus_milliseconds(data) is None


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_confuse_it(noise: bytes, cut: int) -> None:
    good = voice_note(1)
    for data in (noise, good[:cut], good + noise, good[:cut] + noise, b"OggS" + noise):
        length = opus_milliseconds(data)
        assert length is None or length >= 0
