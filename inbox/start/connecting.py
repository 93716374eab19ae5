"""What a first start does off the GUI thread: ask the platforms about keys, keep them in the keyring, join a team's hub.

Implements ``inbox.ui.models.connecting.Connecting``. One worker thread does one thing after the other; the methods are called
on the GUI thread and return at once. Nothing is written before everything was found good, and the start file comes last.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import SimpleQueue

import httpx

from inbox.desk import hub_calls
from inbox.desk.hub_client import HubClient, HubUrlError, hub_url
from inbox.desk.hub_errors import HubAwayError, HubRefusedError, NotThereError, StrangeAnswerError
from inbox.doctor import stripe, whatsapp
from inbox.doctor.findings import Finding, Verdict
from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import OutsideError, UserError
from inbox.platforms.stripe.client import StripeClient
from inbox.platforms.whatsapp.client import WhatsAppClient
from inbox.system.paths import DataFolder
from inbox.system.secrets import EnvironmentSecrets, KeyringMissingError, KeyringSecrets, Secret, SecretsInOrder
from inbox.system.settings import HubSettings, SettingsError, hub_settings
from inbox.system.settings import order_keys as order_keys_in
from inbox.system.start_file import OwnStart, TeamStart, write_start
from inbox.ui.models.connecting import Looked, News, Seen, Settled, Trouble, WhatsAppKeys

_SEEN = {Verdict.OK: Seen.GOOD, Verdict.WARN: Seen.NOTE, Verdict.FAIL: Seen.MISSING}
_FOR_TESTS = ("TRESEN_STRIPE_URL", "TRESEN_GRAPH_URL", "TRESEN_GRAPH_VERSION")
_LONGEST_DEVICE = 80
_KEY_BYTES = 32
_GOODBYE_SECONDS = 0.5

Job = Callable[[int], None]


class _ComesToNothingError(Exception):
    """A task ends here; ``code`` and ``detail`` are those of ``Trouble``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Connector:
    """One first start in ``folder``. ``knock`` is called on the worker thread when there is something to ``take``.

    ``environ`` may bring addresses of pretend platforms and secrets of its own. ``zone`` is the shop's time zone by its IANA
    name. ``transport`` takes the place of the network to a hub in tests.
    """

    def __init__(
        self,
        folder: DataFolder,
        keyring: KeyringSecrets,
        environ: Mapping[str, str],
        clock: Clock,
        ids: Ids,
        knock: Callable[[], None],
        *,
        zone: str = "",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._folder = folder
        self._keyring = keyring
        self._environ = environ
        self._clock = clock
        self._ids = ids
        self._knock = knock
        self._zone = zone
        self._transport = transport
        self._jobs: SimpleQueue[tuple[int, Job] | None] = SimpleQueue()
        self._news: SimpleQueue[News | BaseException] = SimpleQueue()
        self._tasks = 0
        self._found: dict[str, str] = {}
        self._public_url = self._order_keys = ""
        # A daemon: whoever closes the window does not wait for a platform that does not answer.
        self._thread = threading.Thread(target=self._run, name="first-start", daemon=True)
        self._thread.start()

    @property
    def permissions(self) -> Sequence[str]:
        """What a key for Stripe is asked about."""
        return tuple(code for code, *_ in stripe.PERMISSIONS)

    def check_stripe(self, key: str, order_keys: str = "") -> int:
        """Ask Stripe what a key may do."""
        return self._begin(lambda task: self._look_at_key(task, key, order_keys))

    def check_whatsapp(self, keys: WhatsAppKeys) -> int:
        """Ask Meta about a number and its keys."""
        return self._begin(lambda task: self._look_at_number(task, keys))

    def set_up(self, shop: str, language: str) -> int:
        """Keep what was found good, and remember what kind of desk this is."""
        return self._begin(lambda _: self._keep_own(shop, language))

    def join(self, address: str, code: str) -> int:
        """Hand in a one-time code at a team's hub, and keep the token."""
        return self._begin(lambda _: self._join(address, code))

    def take(self) -> list[News]:
        """Return what has come of the tasks since the last call; an error of ours is raised here."""
        taken: list[News] = []
        while not self._news.empty():
            news = self._news.get_nowait()
            if isinstance(news, BaseException):
                raise news
            taken.append(news)
        return taken

    def close(self) -> None:
        """End the worker once what it is at is done; what was typed is forgotten."""
        self._jobs.put(None)
        self._thread.join(_GOODBYE_SECONDS)
        self._found.clear()

    # -- on the worker -------------------------------------------------------------------------------------------------

    def _begin(self, job: Job) -> int:
        self._tasks += 1
        self._jobs.put((self._tasks, job))
        return self._tasks

    def _run(self) -> None:
        while (wanted := self._jobs.get()) is not None:
            try:
                self._carry_out(*wanted)
            except BaseException as error:
                # Ours: whoever takes the news raises it on the GUI thread.
                self._news.put(error)
                self._knock()
                raise

    def _carry_out(self, task: int, job: Job) -> None:
        try:
            job(task)
        except _ComesToNothingError as end:
            self._tell(Trouble(task, end.code, end.detail))
        except KeyringMissingError:
            self._tell(Trouble(task, "keyring-missing"))
        except (UserError, OutsideError) as error:
            self._tell(Trouble(task, "other", error.message))
        else:
            self._tell(Settled(task))

    def _tell(self, news: News) -> None:
        self._news.put(news)
        self._knock()

    def _note(self, task: int, finding: Finding) -> None:
        if finding.code:
            self._tell(Looked(task, finding.code, _SEEN[finding.verdict], finding.detail))

    def _look_at_key(self, task: int, key: str, order_keys: str) -> None:
        self._keyring.check()
        given = {"TRESEN_STRIPE_KEY": key}
        try:
            named = ", ".join(order_keys_in(order_keys))
        except SettingsError as error:
            raise _ComesToNothingError("order-keys") from error
        settings = self._settings(given | {"TRESEN_ORDER_KEYS": named}).stripe
        assert settings is not None
        client = StripeClient(settings)
        try:
            for finding in stripe.examine(client, self._clock, self._ids):
                if finding.code in (stripe.KEY, stripe.CONNECTION):
                    raise _ComesToNothingError(
                        "stripe-key" if finding.code == stripe.KEY else "stripe-away", finding.detail
                    )
                self._note(task, finding)
        finally:
            client.close()
        self._found |= given
        self._order_keys = named

    def _look_at_number(self, task: int, keys: WhatsAppKeys) -> None:
        given = {
            "TRESEN_WHATSAPP_TOKEN": keys.token,
            "TRESEN_WHATSAPP_APP_SECRET": keys.app_secret,
            "TRESEN_WHATSAPP_VERIFY_TOKEN": keys.verify_token,
            "TRESEN_WHATSAPP_PHONE_NUMBER_ID": keys.number,
            "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID": keys.account,
        }
        if keys.public_url and not keys.public_url.startswith("https://"):
            raise _ComesToNothingError("public-address")
        settings = self._settings(given | {"TRESEN_PUBLIC_URL": keys.public_url}).whatsapp
        assert settings is not None
        client = WhatsAppClient(settings)
        try:
            for finding in whatsapp.examine(client):
                is_bad = finding.verdict is Verdict.FAIL
                if is_bad and finding.code == whatsapp.CONNECTION:
                    raise _ComesToNothingError("whatsapp-away", finding.detail)
                if is_bad and finding.code in (whatsapp.TOKEN, whatsapp.SCOPES):
                    raise _ComesToNothingError("whatsapp-token", finding.seen)
                self._note(task, finding)
        finally:
            client.close()
        self._found |= given
        self._public_url = keys.public_url

    def _settings(self, given: Mapping[str, str]) -> HubSettings:
        for_tests = {name: self._environ[name] for name in _FOR_TESTS if name in self._environ}
        return hub_settings({**for_tests, **given}, self._folder.hub_database)

    def _keep_own(self, shop: str, language: str) -> None:
        for name, text in self._found.items():
            self._keyring.set(name, Secret(text))
        self._keep_keys("TRESEN_HUB_KEY", "TRESEN_CACHE_KEY")
        start = OwnStart(
            shop=shop, language=language, zone=self._zone, public_url=self._public_url, order_keys=self._order_keys
        )
        write_start(self._folder, start)

    def _join(self, address: str, code: str) -> None:
        url = _hub_address(address)
        # Looked at first: the code is good for one try.
        self._keyring.check()
        device = (platform.node() or "desk")[:_LONGEST_DEVICE]
        with HubClient(url, None, self._transport) as client:
            try:
                token = client.send(hub_calls.enroll(code, device))
            except HubRefusedError as error:
                is_code = error.slug == "code-refused" or error.status == httpx.codes.BAD_REQUEST
                raise _ComesToNothingError("code-refused" if is_code else "other", error.message) from error
            except (NotThereError, StrangeAnswerError) as error:
                raise _ComesToNothingError("hub-strange") from error
            except HubAwayError as error:
                never_sent = isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout)
                raise _ComesToNothingError("hub-away" if never_sent else "hub-unknown") from error
        self._keyring.set("TRESEN_TOKEN", token)
        self._keep_keys("TRESEN_CACHE_KEY")
        write_start(self._folder, TeamStart(hub=url))

    def _keep_keys(self, *names: str) -> None:
        """Make the keys of the files that are not there yet; one that is there may be of data that is there, too."""
        known = SecretsInOrder(EnvironmentSecrets(self._environ), self._keyring)
        for name in names:
            if known.get(name) is None:
                self._keyring.set(name, Secret(self._ids.token(_KEY_BYTES)))


def _hub_address(typed: str) -> str:
    """Return a team's hub address; whoever types a bare name means https."""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        return hub_url(address)
    except HubUrlError as error:
        raise _ComesToNothingError("hub-plain" if address.startswith("http://") else "hub-address") from error
