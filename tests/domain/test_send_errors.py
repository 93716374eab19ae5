"""Who may send again what failed, by Meta's code, and when."""

from __future__ import annotations

import pytest

from inbox.domain.send_errors import may_repeat

DAY = 86_400.0


@pytest.mark.parametrize("code", [131026, 131047, 131000, 131056, 131048, 131053, 132012, 190, 999_999])
def test_what_may_go_through_later_may_be_sent_again_by_hand(code: int) -> None:
    assert may_repeat(code, 0)


@pytest.mark.parametrize("code", [131050, 130497, 131021, 132007, 131051])
def test_what_is_not_wanted_or_fails_again_for_certain_is_never_offered_again(code: int) -> None:
    assert not may_repeat(code, 1000 * DAY)


def test_a_marketing_message_that_meta_withheld_rests_for_a_day() -> None:
    assert not may_repeat(131049, DAY - 1)
    assert may_repeat(131049, DAY)
