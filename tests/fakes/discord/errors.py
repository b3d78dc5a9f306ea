"""The errors of Discord's HTTP API, as the test server answers them: an HTTP status with ``{"code", "message"}``."""

from typing import Any

#: code -> (HTTP status, message), from Discord's list of JSON error codes.
KNOWN = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later."),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50240: (400, "You cannot remove this app's Entry Point command in a bulk update operation."),
    50109: (400, "The request body contains invalid JSON."),
    160002: (403, "Cannot reply without permission to read message history"),
}


class ApiError(Exception):
    """One answer that refuses a request; ``extra`` is added to its JSON body."""

    def __init__(self, status: int, code: int, message: str, extra: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.extra = extra or {}

    @classmethod
    def of(cls, code: int, extra: dict[str, Any] | None = None) -> "ApiError":
        """The error that Discord's list names by this code."""
        status, message = KNOWN[code]
        return cls(status, code, message, extra)

    def body(self) -> dict[str, Any]:
        """What goes over the wire."""
        return {"message": self.message, "code": self.code, **self.extra}


UNAUTHORIZED = ApiError(401, 0, "401: Unauthorized")
NO_ROUTE = ApiError(404, 0, "404: Not Found")


def invalid_form(field: str, code: str, message: str) -> ApiError:
    """50035 that blames one field of the body, written ``a.b.0.c``."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(field.split(".")):
        errors = {part: errors}
    return ApiError.of(50035, {"errors": errors})
