"""What can go wrong, each with what to do about it."""

from __future__ import annotations

from typing import List, Optional

from .records import Problem


class ApiError(Exception):
    """The server refused a request. Its text says what was wrong and what to do.

    status: the HTTP status. kind: a word for programs, such as unknown-run. problems: of a scenario, all that is wrong with it.
    """

    def __init__(self, status: int, kind: str, detail: str, problems: Optional[List[Problem]] = None):
        self.status, self.kind, self.detail, self.problems = status, kind, detail, problems or []
        super().__init__("\n".join([detail, *map(str, self.problems)]))


class NoServerError(ConnectionError):
    """No server answers."""
