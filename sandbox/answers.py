"""The stand-in's answers: JSON envelopes, HTML pages as Segmind's gateways send them, and spoiled answers."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.faults import Fault, FaultKind

#: The query of an output URL that redirects to itself forever.
LOOP = "loop"

_CHUNK_BYTES = 64 * 1024


def answer_json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """An answer with a JSON body."""
    return web.json_response(body, status=status, headers=headers)


def answer_error(sentence: str, status: int, headers: dict[str, str] | None = None) -> web.Response:
    """An error in Segmind's envelope, `{"error": …}`."""
    return answer_json({"error": sentence}, status, headers)


def answer_html(status: int, reason: str, headers: dict[str, str] | None = None) -> web.Response:
    """An error page, as a gateway in front of the API sends it."""
    page = (
        f"<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n"
        f"<center><h1>{status} {reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    )
    return web.Response(text=page, status=status, headers=headers, content_type="text/html")


def answer_fault(fault: Fault) -> web.Response:
    """The error answer for a fault."""
    headers = dict(fault.headers)
    if fault.html:
        reason = web.Response(status=fault.status).reason or "Error"
        return answer_html(fault.status, reason, headers)
    text = json.dumps({"error": fault.error or f"The stand-in was told to answer {fault.status}."})
    headers.setdefault("Content-Type", "application/json")
    body = text if fault.body is None else fault.body
    return web.Response(body=body.encode(), status=fault.status, headers=headers)


def cut(request: web.Request) -> web.Response:
    """Cut the connection at once; the returned answer isn't sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


class FilmResponse(web.FileResponse):
    """A video from a file, with range requests, streamed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, headers={"Content-Type": "video/mp4"})
        self.path = path


async def spoil(request: web.Request, response: web.StreamResponse, fault: Fault) -> web.StreamResponse:
    """Spoil a finished answer as the fault says."""
    match fault.kind:
        case FaultKind.ERROR_AFTER:
            return answer_fault(fault)
        case FaultKind.DROP_AFTER:
            return cut(request)
        case FaultKind.GARBAGE:
            return web.Response(body=b'\x00\xff{"request_id": \xfe', content_type=response.content_type)
        case FaultKind.SLOW:
            await asyncio.sleep(fault.delay_s)
            return response
    if fault.kind in {FaultKind.TRUNCATED, FaultKind.STALLED}:
        content = await _content_of(response)
        silence_s = fault.delay_s if fault.kind is FaultKind.STALLED else 0.0
        half = _then_silence(content[: len(content) // 2], silence_s)
        return await send_part(request, half, len(content), response.content_type)
    return await _spoil_film(request, response, fault) if isinstance(response, FilmResponse) else response


async def _spoil_film(request: web.Request, response: web.StreamResponse, fault: Fault) -> web.StreamResponse:
    match fault.kind:
        case FaultKind.NOT_VIDEO:
            page = b"<html><body><h1>Sorry</h1><p>This is not the video that you are looking for.</p></body></html>"
            return web.Response(body=page, content_type="video/mp4")
        case FaultKind.REDIRECT:
            return web.Response(status=302, headers={"Location": fault.url or "/"})
        case FaultKind.REDIRECT_LOOP:
            return answer_loop(request)
        case FaultKind.ENDLESS:
            return await send_part(request, _noise(fault.size_bytes), None, "video/mp4")
        case FaultKind.HUGE:
            return await send_part(request, _noise(fault.size_bytes), fault.size_bytes, "video/mp4")
    return response


def answer_loop(request: web.Request) -> web.Response:
    """A redirect to the same path, with a query that is answered the same way."""
    return web.Response(status=302, headers={"Location": f"{request.path}?{LOOP}"})


async def send_part(
    request: web.Request, parts: AsyncIterator[bytes], declared_bytes: int | None, media_type: str
) -> web.StreamResponse:
    """Send the parts under a Content-Length that may be larger, then cut the connection.

    Without a declared length, the body ends properly.
    """
    response = web.StreamResponse(headers={"Content-Type": media_type})
    response.content_length = declared_bytes
    await response.prepare(request)
    sent_bytes = 0
    try:
        async for part in parts:
            await response.write(part)
            sent_bytes += len(part)
    except ConnectionError:
        # The client stopped reading, as a good one should.
        return response
    if declared_bytes is not None and sent_bytes < declared_bytes and request.transport is not None:
        # Flush before cutting, so that the client gets half of an answer.
        request.transport.close()
        return response
    await response.write_eof()
    return response


async def _content_of(response: web.StreamResponse) -> bytes:
    if isinstance(response, FilmResponse):
        return await asyncio.to_thread(response.path.read_bytes)
    body = response.body if isinstance(response, web.Response) else None
    return body if isinstance(body, bytes) else b""


async def _noise(size_bytes: int) -> AsyncIterator[bytes]:
    chunk = bytes(range(256)) * (_CHUNK_BYTES // 256)
    for start in range(0, size_bytes, _CHUNK_BYTES):
        yield chunk[: size_bytes - start]


async def _then_silence(content: bytes, delay_s: float) -> AsyncIterator[bytes]:
    yield content
    await asyncio.sleep(delay_s)
