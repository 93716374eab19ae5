"""Graph API errors as Meta words them: a code with a title, details, and a trace id.

Raised by everything under ``inbox.sandbox.whatsapp``, answered by ``graph.py``, or sent as the ``errors`` of a failed
status. Documented at developers.facebook.com, Cloud API > Error codes.
"""

from __future__ import annotations

HELP_PAGE = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

# code -> (title, HTTP status)
_CODES: dict[int, tuple[str, int]] = {
    1: ("API Unknown", 400),
    2: ("API Service", 503),
    4: ("API Too Many Calls", 400),
    10: ("Permission Denied", 403),
    100: ("Invalid parameter", 400),
    190: ("Access token has expired", 401),
    368: ("Temporarily blocked for policies violations", 403),
    2200: ("Callback verification failed", 400),
    80007: ("Rate limit issues", 400),
    130429: ("Rate limit hit", 400),
    131000: ("Something went wrong", 500),
    131005: ("Access denied", 403),
    131008: ("Required parameter is missing", 400),
    131009: ("Parameter value is not valid", 400),
    131016: ("Service unavailable", 500),
    131021: ("Recipient cannot be sender", 400),
    131026: ("Message undeliverable", 400),
    131030: ("Recipient phone number not in allowed list", 400),
    131047: ("Re-engagement message", 400),
    131050: ("User has stopped receipt of marketing messages", 400),
    131051: ("Message type unknown", 400),
    131052: ("Media download error", 400),
    131053: ("Media upload error", 400),
    131056: ("(Business Account, Consumer Account) pair rate limit hit", 400),
    132000: ("Number of parameters does not match the expected number of params", 400),
    132001: ("Template name does not exist in the translation", 404),
    132005: ("Translated text too long", 400),
    132012: ("Parameter format does not match format in the created template", 400),
    132015: ("Template is paused", 400),
    132016: ("Template is disabled", 400),
    132018: ("Invalid template parameters", 400),
    139100: ("Failed to block/unblock users", 400),
}
_ANOTHER = ("Error of the platform", 400)
"""What is said of a code that the sandbox only plays back when it is told to."""
_FOR_AUTHORS = 2_388_000
_BY_STATUS = {400: 131056, 401: 190, 403: 10, 404: 100, 429: 130429, 500: 131000, 503: 131016}


class GraphError(Exception):
    """A refusal of the Graph API; ``details`` says in words which parameter or rule it was."""

    def __init__(self, code: int, details: str, *, subcode: int | None = None, status: int | None = None) -> None:
        super().__init__(details)
        self.code = code
        self.details = details
        self.subcode = subcode
        self.title, usual = _CODES.get(code, _ANOTHER)
        self.status = status or usual

    def envelope(self, trace: str) -> dict[str, object]:
        """Return the body of the HTTP answer; ``trace`` becomes ``fbtrace_id``."""
        error: dict[str, object] = {
            "message": f"(#{self.code}) {self.title if self.code > 1000 else self.details}",
            "type": "OAuthException",
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": trace,
        }
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
            if self.subcode >= _FOR_AUTHORS:
                # Of a template Meta says what is wrong in words for its author, and in nothing else.
                del error["error_data"]
                error |= {"message": self.title, "error_user_title": self.title, "error_user_msg": self.details}
        return {"error": error}

    def in_webhook(self) -> dict[str, object]:
        """Return the form errors have inside webhooks."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details},
            "href": HELP_PAGE,
        }


def error_for_status(status: int) -> GraphError:
    """Return the error Meta most likely means by an HTTP status, for the ``status`` fault."""
    code = _BY_STATUS.get(status, 131000 if status >= 500 else 100)
    return GraphError(code, "The sandbox was told to answer like this.", status=status)


def played_back(code: int) -> GraphError:
    """Return the error with a code, for the ``status`` fault that names one."""
    return GraphError(code, "The sandbox was told to answer like this.")


def no_such_object(node: str, method: str) -> GraphError:
    """Return Graph's answer to an id it does not know or a method the id does not support."""
    details = (
        f"Unsupported {method.lower()} request. Object with ID '{node}' does not exist, cannot be loaded due to "
        "missing permissions, or does not support this operation"
    )
    return GraphError(100, details, subcode=33)
