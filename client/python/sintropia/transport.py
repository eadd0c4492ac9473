"""HTTP with patience: requests that found no server, or a busy one, are made again; all that are repeated can be made twice."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import random
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Callable, Dict, Iterator, Optional, Tuple

from .errors import ApiError, NoServerError
from .records import Problem

_LOST = (urllib.error.URLError, http.client.HTTPException, ConnectionError, socket.timeout, TimeoutError)
_BUSY = (429, 502, 503, 504)
_LONGEST_WAIT = 4.0
_MOST_IN_VAIN = 20


class Transport:
    """Sends requests to one server.

    patience: for how long one is repeated, s. silence: how long a stream may be silent, s; servers send a heartbeat every 15 s.
    """

    def __init__(self, address: str, token: Optional[str], patience: float, silence: float):
        self.address, self.patience, self.silence = address.rstrip("/"), patience, silence
        self._token = token
        # A proxy of the environment must not be asked for this machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({})) if _is_here(self.address) else urllib.request.build_opener()

    def ask(self, path: str, body: Any = None, method: Optional[str] = None, key: Optional[str] = None, query: Optional[Dict[str, Any]] = None) -> Any:
        """Asks for an object."""
        with self.send(path, body, method, key, query) as answer:
            return json.loads(answer.read())

    def send(self, path: str, body: Any = None, method: Optional[str] = None, key: Optional[str] = None, query: Optional[Dict[str, Any]] = None, headers: Optional[Dict[str, str]] = None) -> http.client.HTTPResponse:
        """Sends a request until it is answered; the answer's body is still to be read."""
        words = urllib.parse.urlencode({k: v for k, v in (query or {}).items() if v is not None})
        address = f"{self.address}/api/v1/{path}{'?' + words if words else ''}"
        data = None if body is None else json.dumps(body).encode()
        began, tried = time.monotonic(), 0
        while True:
            tried += 1
            request = urllib.request.Request(address, data=data, method=method or ("GET" if data is None else "POST"), headers=headers or {})
            request.add_header("User-Agent", "sintropia-python/0.1.0")
            if data is not None:
                request.add_header("Content-Type", "application/json")
            if key:
                request.add_header("Idempotency-Key", key)
            if self._token:
                request.add_unredirected_header("Authorization", f"Bearer {self._token}")
            wait = None
            try:
                return self._opener.open(request, timeout=self.silence)
            except urllib.error.HTTPError as refused:
                told = _refusal(refused)
                if refused.code not in _BUSY or time.monotonic() - began > self.patience:
                    raise told from None
                after = refused.headers.get("Retry-After", "")
                wait = float(after) if after.isdigit() else None
            except _LOST as lost:
                if time.monotonic() - began > self.patience:
                    raise NoServerError(f"No server answers at {self.address} ({getattr(lost, 'reason', lost)}). Start one with `sintropia serve`, or give its address.") from lost
            time.sleep(min(wait if wait is not None else pause(tried), max(self.patience, 0.05)))

    def events(self, path: str, after: Optional[str]) -> Iterator[Tuple[Optional[str], str, str]]:
        """Server-sent events (WHATWG HTML, 9.2) after an id, over as many connections as it takes: id, kind, data. The caller leaves when it has heard the last."""
        tried = 0
        while True:
            headers = {"Accept": "text/event-stream"}
            if after is not None:
                headers["Last-Event-ID"] = after
            answer = self.send(path, headers=headers)
            with answer:
                if answer.status == 204:
                    return
                try:
                    for message in _messages(answer):
                        tried = 0
                        after = message[0] or after
                        yield message
                except (*_LOST, OSError):
                    pass  # made again below
            tried += 1
            time.sleep(pause(tried))

    def download(self, path: str, to: str, progress: Optional[Callable[[int], None]] = None) -> None:
        """Brings a file here. Until it is whole it lies beside its place as NAME.part; one that broke off goes on where it was, also in another process."""
        part, tag_path = to + ".part", to + ".part.tag"
        os.makedirs(os.path.dirname(os.path.abspath(to)), exist_ok=True)
        in_vain = 0
        while True:
            before = _length(part)
            try:
                tag = self._attempt(path, part, tag_path, progress)
                _check(part, tag_path, tag, to)
                os.replace(part, to)
                _remove(tag_path)
                return
            except (*_LOST, _BrokenOff):
                in_vain = 0 if _length(part) > before else in_vain + 1
                if in_vain >= _MOST_IN_VAIN:
                    raise
                time.sleep(pause(in_vain + 1))

    def _attempt(self, path: str, part: str, tag_path: str, progress: Optional[Callable[[int], None]]) -> Optional[str]:
        known = _read(tag_path) if _length(part) > 0 else None
        headers = {"Range": f"bytes={_length(part)}-", "If-Range": known} if known else {}
        try:
            answer = self.send(path, headers=headers)
        except ApiError as refused:
            if refused.status == 416 and known:
                return known  # all of it was there already
            raise
        with answer:
            goes_on, tag = answer.status == 206, answer.headers.get("ETag")
            if not goes_on:
                _remove(part)
                _remove(tag_path)
            if tag and not tag.startswith("W/"):
                with open(tag_path, "w", encoding="ascii") as file:
                    file.write(tag)
            expected = answer.headers.get("Content-Length")
            came = 0
            with open(part, "ab" if goes_on else "wb") as file:
                while True:
                    piece = answer.read(1 << 16)
                    if not piece:
                        break
                    file.write(piece)
                    came += len(piece)
                    if progress:
                        progress(file.tell())
            if expected is not None and came != int(expected):
                raise _BrokenOff("The download broke off.")
            return tag


class _BrokenOff(Exception):
    pass


def pause(tried: int) -> float:
    """How long to wait after so many attempts, s."""
    return _LONGEST_WAIT * min(1.0, 0.05 * 2 ** (min(tried, 10) - 1)) * random.uniform(0.75, 1.25)


def _messages(answer: http.client.HTTPResponse) -> Iterator[Tuple[Optional[str], str, str]]:
    identity, kind, data = None, "message", []
    for raw in answer:
        line = raw.decode("utf-8").rstrip("\r\n")
        if not line:
            if data:
                yield identity, kind, "\n".join(data)
            identity, kind, data = None, "message", []
        elif not line.startswith(":"):
            field, _, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if field == "id":
                identity = value
            elif field == "event":
                kind = value
            elif field == "data":
                data.append(value)


def _refusal(refused: urllib.error.HTTPError) -> ApiError:
    with refused:
        try:
            told = json.loads(refused.read())
            return ApiError(refused.code, told.get("type", "").split(":")[-1], told["detail"], [Problem.of(p) for p in told.get("problems", [])])
        except (ValueError, KeyError, AttributeError, TypeError, OSError, http.client.HTTPException):
            return ApiError(refused.code, "refused", f"The server answered {refused.code} {refused.reason}.")


def _check(part: str, tag_path: str, tag: Optional[str], to: str) -> None:
    """The tag of a file that its run has described is its hash."""
    expected = (tag or "").strip('"')
    if len(expected) != 64 or any(c not in "0123456789abcdef" for c in expected):
        return
    digest = hashlib.sha256()
    with open(part, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    if digest.hexdigest() != expected:
        _remove(part)
        _remove(tag_path)
        raise OSError(f"{to} came other than the server described it: its hash is {digest.hexdigest()}, not {expected}. Nothing was kept; download it again.")


def _is_here(address: str) -> bool:
    return urllib.parse.urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def _length(path: str) -> int:
    return os.path.getsize(path) if os.path.exists(path) else 0


def _read(path: str) -> Optional[str]:
    try:
        with open(path, encoding="ascii") as file:
            return file.read()
    except OSError:
        return None


def _remove(path: str) -> None:
    if os.path.exists(path):
        os.remove(path)
