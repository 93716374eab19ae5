"""One request from its bytes to its answer: key, fault, permission, idempotency, parameters, execution, expansion.

Synchronous, so that nothing happens between two steps of one request; ``routes.py`` is its shell over HTTP and a
simulation may call it without one. In Stripe's order: what fails before the execution begins is kept under no
idempotency key. Documented at docs.stripe.com/api (authentication, errors, idempotent requests, versioning).
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections import deque
from collections.abc import Callable
from email.utils import formatdate

import msgspec

from inbox.sandbox.stripe import events
from inbox.sandbox.stripe.calls import CALLS, WITH_CREATE, Call
from inbox.sandbox.stripe.errors import Obj, StripeFault, invalid, server_error
from inbox.sandbox.stripe.expand import check_paths, expanded
from inbox.sandbox.stripe.forms import Tree, Upload, decode_fields, decode_multipart, refuse_json
from inbox.sandbox.stripe.handlers import ANSWERS, HANDLERS, answered_by
from inbox.sandbox.stripe.idempotency import Answer, IdempotencyKeys
from inbox.sandbox.stripe.keys import Key, KeyRing
from inbox.sandbox.stripe.params import check
from inbox.sandbox.stripe.state import API_VERSION, AccountState, Caller
from inbox.sandbox.world import ANSWER_FAULTS, Fault, FaultKind

log = logging.getLogger("tresen.sandbox")
REMEMBERED_CALLS = 5000


class Request(msgspec.Struct, frozen=True):
    """A request as it came; header names in lower case."""

    method: str
    path: str
    query: bytes
    headers: dict[str, str]
    body: bytes


class Outcome(msgspec.Struct, frozen=True):
    """What the shell is to do: wait ``delay_ms``, then call ``finish``, then send ``answer`` or hang up without one."""

    answer: Answer | None
    delay_ms: int = 0
    finish: Callable[[], None] | None = None


class _Work(msgspec.Struct):
    """A request on its way through the steps."""

    call: Call
    key: Key
    object_id: str
    tree: Tree
    uploads: dict[str, Upload]
    request_id: str
    path: str
    idempotency_key: str | None


class StripeServer:
    """Answers requests to the account. ``calls`` keeps the last ones: method, path, status, key, request id."""

    def __init__(self, state: AccountState, keys: KeyRing) -> None:
        self.calls: deque[dict[str, object]] = deque(maxlen=REMEMBERED_CALLS)
        self._state = state
        self._keys = keys
        self._kept = IdempotencyKeys()
        self._patterns = [(call, re.compile(re.escape(call.path).replace(r"\{id\}", "([^/]+)"))) for call in CALLS]
        read = {call.name: call.permission for call in CALLS}
        self._read_permission = {kind: read[f"{resource}.retrieve"] for resource, kind in ANSWERS.items()}

    def handle(self, request: Request) -> Outcome:
        """Answer one request; the state changes at most once, completely, before this returns."""
        self._state.advance()
        events.forget_old(self._state)
        request_id = self._state.token("req_", 14)
        try:
            outcome = self._handle(request, request_id)
        except StripeFault as fault:
            outcome = Outcome(self._refusal(fault, request_id))
        if outcome.answer is not None:
            outcome = Outcome(self._delivered(outcome.answer, request_id), outcome.delay_ms, outcome.finish)
        status = outcome.answer.status if outcome.answer else None
        self.calls.append(
            {
                "method": request.method,
                "path": request.path,
                "query": request.query.decode("ascii", "replace"),
                "status": status,
                "idempotency_key": request.headers.get("idempotency-key"),
                "request_id": request_id,
                "at": self._state.now(),
            }
        )
        log.debug("stripe %s %s -> %s %s", request.method, request.path, status, request_id)
        return outcome

    def _handle(self, request: Request, request_id: str) -> Outcome:
        call, object_id = self._find(request)
        key = self._keys.identify(request.headers.get("authorization", ""))
        self._check_headers(request, key)
        fault = self._fault_for(call)
        if fault is not None and fault.kind == "lose_answer_before":
            return Outcome(None)
        if fault is not None and fault.kind == "status" and not fault.executed:
            raise server_error(fault.status)
        self._keys.require(key, call.permission)
        tree, uploads = _decode(request)
        idempotency_key = request.headers.get("idempotency-key") if call.method == "POST" else None
        work = _Work(call, key, object_id, tree, uploads, request_id, request.path, idempotency_key or None)
        return self._run(work, fault)

    def _find(self, request: Request) -> tuple[Call, str]:
        for call, pattern in self._patterns:
            match = pattern.fullmatch(request.path) if call.method == request.method else None
            if match:
                return call, match[1] if match.groups() else ""
        message = (
            f"Unrecognized request URL ({request.method}: {request.path}). Please see https://stripe.com/docs or we can "
            "help at https://support.stripe.com/."
        )
        raise invalid(message, status=404)

    def _check_headers(self, request: Request, key: Key) -> None:
        version = request.headers.get("stripe-version", API_VERSION)
        if version != API_VERSION:
            raise invalid(f"Invalid Stripe API version: {version}. This sandbox speaks {API_VERSION}.")
        account = request.headers.get("stripe-account", self._state.account_id)
        if account != self._state.account_id:
            message = (
                f"The provided key '{key.masked()}' does not have access to account '{account}' (or that account does "
                "not exist). Application access may have been revoked."
            )
            raise invalid(message, code="account_invalid", status=403)

    def _fault_for(self, call: Call) -> Fault | None:
        """Where something can be created, a fault waits for a write unless it names GET or is a refusing status."""
        reading = call.method == "GET" and call.resource in WITH_CREATE
        kinds: tuple[FaultKind, ...] = ("status",) if reading else ANSWER_FAULTS
        return self._state.world.faults.take(f"stripe.{call.resource}", kinds, call.method)

    def _run(self, work: _Work, fault: Fault | None) -> Outcome:
        key = work.idempotency_key
        again = self._kept.begin(key, work.path, _fingerprint(work), self._state.now()) if key is not None else None
        if again is not None:
            answer = msgspec.structs.replace(again, headers={**again.headers, "Idempotent-Replayed": "true"})
        else:
            answer = self._first_time(work, fault)

        def finish() -> None:
            if key is not None:
                self._kept.keep(key, again or answer)

        if fault is not None and fault.kind == "delay":
            return Outcome(answer, fault.ms, finish)
        finish()
        return Outcome(None if fault is not None and fault.kind == "lose_answer_after" else answer)

    def _first_time(self, work: _Work, fault: Fault | None) -> Answer:
        """Validate, execute, and return what is to be kept; a refusal before the execution frees the key again."""
        answer: Answer | None = None
        try:
            params = self._validate(work)
            answer = self._execute(work, params)
        finally:
            if answer is None and work.idempotency_key is not None:
                self._kept.forget(work.idempotency_key)
        if fault is not None and fault.kind == "status":
            return self._refusal(server_error(fault.status), work.request_id, work.idempotency_key)
        return answer

    def _validate(self, work: _Work) -> Obj:
        tree = dict(work.tree)
        tree.update(dict.fromkeys(work.uploads, "(file)"))
        params = check(work.call.params, tree)
        params.update(work.uploads)

        def allowed(kind: str) -> None:
            permission = self._read_permission.get(kind)
            if permission is not None:
                self._keys.require(work.key, permission)

        check_paths(answered_by(work.call.name), params.get("expand") or [], allowed)
        return params

    def _execute(self, work: _Work, params: Obj) -> Answer:
        try:
            with self._state.called_by(Caller(work.request_id, work.idempotency_key)), self._state.all_or_nothing():
                found = HANDLERS[work.call.name](self._state, work.object_id, params)
        except StripeFault as refusal:
            return self._refusal(refusal, work.request_id, work.idempotency_key)
        body = expanded(self._state, found, params.get("expand") or [])
        return self._answer(200, body, work.request_id, work.idempotency_key)

    def _refusal(self, fault: StripeFault, request_id: str, key: str | None = None) -> Answer:
        url = f"https://dashboard.stripe.com/{self._state.account_id}/test/workbench/logs?object={request_id}"
        error = {**fault.error, "request_log_url": url}
        answer = self._answer(fault.status, {"error": error}, request_id, key)
        if fault.should_retry is not None:
            answer.headers["Stripe-Should-Retry"] = "true" if fault.should_retry else "false"
        return answer

    def _answer(self, status: int, body: Obj, request_id: str, key: str | None) -> Answer:
        headers = {"Content-Type": "application/json"}
        if key is not None:
            headers |= {"Idempotency-Key": key, "Original-Request": request_id}
        return Answer(status, msgspec.json.encode(body), headers)

    def _delivered(self, answer: Answer, request_id: str) -> Answer:
        """Return the answer with the headers of this one delivery; ``Date`` is the account's, not this machine's."""
        single = {
            "Cache-Control": "no-cache, no-store",
            "Date": formatdate(self._state.world.clock.now(), usegmt=True),
            "Request-Id": request_id,
            "Stripe-Version": API_VERSION,
        }
        return msgspec.structs.replace(answer, headers={**answer.headers, **single})


def _decode(request: Request) -> tuple[Tree, dict[str, Upload]]:
    tree = decode_fields(request.query)
    if request.method != "POST":
        return tree, {}
    content_type = request.headers.get("content-type", "")
    refuse_json(content_type)
    if content_type.lower().startswith("multipart/form-data"):
        fields, uploads = decode_multipart(request.body, content_type)
        return {**tree, **fields}, uploads
    return {**tree, **decode_fields(request.body)}, {}


def _fingerprint(work: _Work) -> str:
    """Return the same text for the same parameters in whatever order and notation."""
    hashes = {name: hashlib.sha256(upload.data).hexdigest() for name, upload in work.uploads.items()}
    return msgspec.json.encode([work.tree, hashes], order="deterministic").decode()
