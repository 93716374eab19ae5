"""Settings from the environment: what is taken, what is refused, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.system.secrets import EnvironmentSecrets, Secret
from inbox.system.settings import (
    GRAPH_URL,
    HubSettings,
    SettingsError,
    agent_token,
    cache_key,
    copies_bytes,
    hub_key,
    hub_settings,
    is_loopback,
)

_DATABASE = Path("/data/hub.db")
_WHATSAPP = {
    "TRESEN_WHATSAPP_TOKEN": "EAAcanary0123456789",
    "TRESEN_WHATSAPP_APP_SECRET": "canary-app-secret",
    "TRESEN_WHATSAPP_VERIFY_TOKEN": "canary-verify",
    "TRESEN_WHATSAPP_PHONE_NUMBER_ID": "106540352242922",
    "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID": "102290129340398",
}
_STRIPE = {"TRESEN_STRIPE_KEY": "rk_test_canary", "TRESEN_STRIPE_WEBHOOK_SECRET": "whsec_canary"}
_KEY = "0123456789abcdefABCDEF0123456789" * 2


def _read(**environ: str) -> HubSettings:
    return hub_settings(environ, _DATABASE)


def test_nothing_set_is_a_hub_that_is_not_connected() -> None:
    assert _read() == HubSettings(database=_DATABASE, whatsapp=None, stripe=None, public_url=None)


def test_everything_set() -> None:
    settings = _read(
        **_WHATSAPP,
        **_STRIPE,
        TRESEN_GRAPH_VERSION="v26.0",
        TRESEN_CATALOG_ID="77",
        TRESEN_PUBLIC_URL="https://shop.example/hub/",
        TRESEN_DATABASE="/srv/other.db",
    )
    assert settings.database == Path("/srv/other.db").resolve()
    assert settings.public_url == "https://shop.example/hub"
    assert settings.whatsapp is not None
    assert settings.whatsapp.token == Secret("EAAcanary0123456789")
    assert settings.whatsapp.phone_number_id == "106540352242922"
    assert settings.whatsapp.graph_version == "v26.0"
    assert settings.whatsapp.graph_url == GRAPH_URL
    assert settings.whatsapp.catalog_id == "77"
    assert not settings.whatsapp.is_test
    assert settings.stripe is not None
    assert settings.stripe.webhook_secrets == (Secret("whsec_canary"),)
    assert not settings.stripe.is_live
    assert settings.stripe.url is None
    assert "canary" not in repr(settings)


def test_pasted_blanks_around_a_value_do_no_harm() -> None:
    settings = _read(**{name: f" {value}\n" for name, value in {**_WHATSAPP, **_STRIPE}.items()})
    assert settings == _read(**_WHATSAPP, **_STRIPE)


def test_rotation_takes_the_new_and_the_old_secret() -> None:
    settings = _read(**_WHATSAPP | {"TRESEN_WHATSAPP_APP_SECRET": "new, old"})
    assert settings.whatsapp is not None
    assert settings.whatsapp.app_secrets == (Secret("new"), Secret("old"))


def test_stripe_without_webhooks_is_fine() -> None:
    stripe = _read(TRESEN_STRIPE_KEY="rk_live_canary").stripe
    assert stripe is not None
    assert stripe.is_live
    assert stripe.webhook_secrets == ()


def test_a_database_url_with_a_password_is_a_secret() -> None:
    settings = _read(TRESEN_DATABASE="postgresql://shop:canary@db/tresen")
    assert isinstance(settings.database, Secret)
    assert "canary" not in repr(settings)


def test_test_urls_point_to_this_machine() -> None:
    settings = _read(
        **_WHATSAPP, **_STRIPE, TRESEN_GRAPH_URL="http://127.0.0.1:8611/", TRESEN_STRIPE_URL="http://[::1]:8611"
    )
    assert settings.whatsapp is not None
    assert settings.stripe is not None
    assert (settings.whatsapp.graph_url, settings.whatsapp.is_test) == ("http://127.0.0.1:8611", True)
    assert settings.stripe.url == "http://[::1]:8611"


def test_an_unrestricted_test_key_is_taken_with_a_warning(expect_logs: Callable[[str], None]) -> None:
    expect_logs("tresen.settings: TRESEN_STRIPE_KEY is an unrestricted test key")
    assert _read(TRESEN_STRIPE_KEY="sk_test_canary").stripe is not None


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        (
            {"TRESEN_STRIPE_KEY": "sk_live_canary"},
            r"TRESEN_STRIPE_KEY is an unrestricted live key .* make a restricted key",
        ),
        (
            {"TRESEN_STRIPE_KEY": "pk_test_canary"},
            "TRESEN_STRIPE_KEY is not a secret Stripe key: paste a restricted key",
        ),
        ({"TRESEN_STRIPE_KEY": "rk_test_canary with blanks"}, "TRESEN_STRIPE_KEY is not a secret Stripe key"),
        (
            {"TRESEN_STRIPE_WEBHOOK_SECRET": "whsec_canary"},
            "TRESEN_STRIPE_WEBHOOK_SECRET is set without TRESEN_STRIPE_KEY",
        ),
        (
            _STRIPE | {"TRESEN_STRIPE_WEBHOOK_SECRET": "we_canary"},
            "is not a signing secret: paste the one that starts with whsec_",
        ),
        (_STRIPE | {"TRESEN_STRIPE_WEBHOOK_SECRET": "whsec_canary,rk_test_canary"}, "is not a signing secret"),
        (_STRIPE | {"TRESEN_STRIPE_URL": "https://api.stripe.example"}, "TRESEN_STRIPE_URL is for tests"),
        (_STRIPE | {"TRESEN_STRIPE_URL": "http://127.0.0.1@evil.example"}, "TRESEN_STRIPE_URL is for tests"),
        (_STRIPE | {"TRESEN_STRIPE_URL": "127.0.0.1:8611"}, "TRESEN_STRIPE_URL is for tests"),
        (_STRIPE | {"TRESEN_STRIPE_URL": "http://[::1"}, "TRESEN_STRIPE_URL is for tests"),
        (_STRIPE | {"TRESEN_STRIPE_URL": "http://127.0.0.1:99999"}, "TRESEN_STRIPE_URL is for tests"),
        ({"TRESEN_GRAPH_URL": "http://localhost.evil.example"}, "TRESEN_GRAPH_URL is for tests"),
        (_WHATSAPP | {"TRESEN_GRAPH_URL": "ftp://127.0.0.1"}, "TRESEN_GRAPH_URL is for tests"),
        (
            {"TRESEN_STRIPE_KEY": "rk_live_canary", "TRESEN_STRIPE_URL": "http://127.0.0.1:1"},
            "TRESEN_STRIPE_URL is for tests and TRESEN_STRIPE_KEY is a live key",
        ),
        (
            {"TRESEN_STRIPE_KEY": "rk_live_canary", "TRESEN_GRAPH_URL": "http://127.0.0.1:1"},
            "TRESEN_GRAPH_URL is for tests and TRESEN_STRIPE_KEY is a live key",
        ),
        (_WHATSAPP | {"TRESEN_WHATSAPP_PHONE_NUMBER_ID": "+49151canary"}, "PHONE_NUMBER_ID is not an id"),
        (_WHATSAPP | {"TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID": "EAAcanary"}, "BUSINESS_ACCOUNT_ID is not an id"),
        (
            _WHATSAPP | {"TRESEN_WHATSAPP_TOKEN": "EAA\ncanary"},
            "TRESEN_WHATSAPP_TOKEN has a blank or a strange character",
        ),
        (
            _WHATSAPP | {"TRESEN_WHATSAPP_TOKEN": "EAA•canary"},
            "TRESEN_WHATSAPP_TOKEN has a blank or a strange character",
        ),
        (_WHATSAPP | {"TRESEN_GRAPH_VERSION": "25"}, r"TRESEN_GRAPH_VERSION is not a version .* write it like v25\.0"),
        ({"TRESEN_DATABASE": "mysql://root:canary@db/x"}, "a database of kind 'mysql'"),
        ({"TRESEN_PUBLIC_URL": "http://shop.example"}, "TRESEN_PUBLIC_URL is not an https:// address"),
        ({"TRESEN_PUBLIC_URL": "https://shop.example?x=1"}, "TRESEN_PUBLIC_URL is not an https:// address"),
    ],
)
def test_a_wrong_setting_is_named_with_the_way_out_and_without_its_value(environ: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refused:
        hub_settings(environ, _DATABASE)
    message = refused.value.message
    assert "canary" not in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("absent", _WHATSAPP)
def test_half_of_whatsapp_is_refused_and_names_what_is_missing(absent: str) -> None:
    with pytest.raises(SettingsError, match=f"only half set up, {absent} missing"):
        hub_settings({name: value for name, value in _WHATSAPP.items() if name != absent}, _DATABASE)


@pytest.mark.parametrize(("read", "name"), [(hub_key, "TRESEN_HUB_KEY"), (cache_key, "TRESEN_CACHE_KEY")])
def test_keys_have_64_hex_digits_and_a_missing_one_comes_with_the_line_that_makes_it(
    read: Callable[[EnvironmentSecrets], Secret], name: str
) -> None:
    assert read(EnvironmentSecrets({name: _KEY})) == Secret(_KEY)
    line = f'export {name}=$(python3 -c "import secrets; print(secrets.token_hex(32))")'
    for environ in ({}, {name: _KEY[:-1]}, {name: _KEY[:-1] + "g"}, {name: _KEY + "0"}):
        with pytest.raises(SettingsError, match=f"^{name} is (missing|not a key)") as refused:
            read(EnvironmentSecrets(environ))
        assert refused.value.message.splitlines()[-1] == line
        assert _KEY[:20] not in refused.value.message


def test_a_desk_without_a_token_is_told_how_to_get_one() -> None:
    assert agent_token(EnvironmentSecrets({"TRESEN_TOKEN": "t"})) == Secret("t")
    with pytest.raises(SettingsError, match="tresen hub token NAME"):
        agent_token(EnvironmentSecrets({}))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "10.0.0.1", "localhost.example", "2130706433", "127.1", "::ffff:8.8.8.8"]
)
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)


@given(
    st.dictionaries(
        st.sampled_from([*_WHATSAPP, *_STRIPE, "TRESEN_GRAPH_URL", "TRESEN_STRIPE_URL"]), st.text(max_size=40)
    )
)
@pytest.mark.allow_logs("unrestricted test key")
def test_whatever_is_set_gives_settings_or_words(environ: dict[str, str]) -> None:
    try:
        settings = hub_settings(environ, _DATABASE)
    except SettingsError as error:
        message = error.message
    else:
        message = None
        assert settings.stripe is None or settings.stripe.key.reveal() in environ["TRESEN_STRIPE_KEY"]
    assert message is None or message.startswith(("TRESEN_", "WhatsApp is only half set up"))


def test_a_desk_keeps_as_many_copies_as_it_is_told() -> None:
    assert copies_bytes({}) == 512 * 1024 * 1024
    assert copies_bytes({"TRESEN_MEDIA_CACHE_MB": " 64 "}) == 64 * 1024 * 1024


@pytest.mark.parametrize("text", ["15", "0", "-5", "1.5", "viel", "99999999", "٦٤"])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="whole number of megabytes"):
        copies_bytes({"TRESEN_MEDIA_CACHE_MB": text})


@pytest.mark.parametrize("said", ["0", "1001", "many", "8.5"])
def test_how_many_messages_a_second_is_a_whole_number_within_metas_bounds(said: str) -> None:
    with pytest.raises(SettingsError, match="TRESEN_WHATSAPP_PER_SECOND"):
        _read(**_WHATSAPP, TRESEN_WHATSAPP_PER_SECOND=said)
    for good, expected in (("", 80), ("20", 20), ("1000", 1000)):
        whatsapp = _read(**_WHATSAPP, TRESEN_WHATSAPP_PER_SECOND=good).whatsapp
        assert whatsapp is not None
        assert whatsapp.per_second == expected


@pytest.mark.parametrize("said", ["0", "-1", "3651", "forever", "1.5", "٣"])
def test_raw_deliveries_are_kept_for_a_whole_number_of_days(said: str) -> None:
    with pytest.raises(SettingsError, match="TRESEN_RAW_DAYS"):
        _read(TRESEN_RAW_DAYS=said)
    assert [_read(TRESEN_RAW_DAYS=good).raw_days for good in ("", " 7 ", "365")] == [30, 7, 365]


def test_a_shop_names_the_metadata_keys_of_its_order_numbers() -> None:
    stripe = _read(TRESEN_STRIPE_KEY="rk_test_1", TRESEN_ORDER_KEYS=" shop_order, Bestell Nr ,,").stripe
    assert stripe is not None
    assert stripe.order_keys == ("shop_order", "Bestell Nr")
    for wrong in ("order[id]", "x" * 41, "a\x07b"):
        with pytest.raises(SettingsError, match="TRESEN_ORDER_KEYS"):
            _read(TRESEN_STRIPE_KEY="rk_test_1", TRESEN_ORDER_KEYS=wrong)
