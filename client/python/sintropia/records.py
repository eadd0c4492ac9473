"""What the server tells, as records. Keys that a newer server adds are passed over."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Dict, Optional


class _Record:
    @classmethod
    def of(cls, told: Dict[str, Any]):
        return cls(**{f.name: told[f.name] for f in fields(cls) if f.name in told})


@dataclass(frozen=True)
class Position(_Record):
    """How far a run is. Times in h; done from 0 to 1."""

    status: str
    part: int = 1
    parts: int = 1
    condition: str = ""
    replicate: int = 1
    time_h: float = 0.0
    duration_h: float = 0.0
    living: int = 0
    divisions: int = 0
    deaths: int = 0
    done: float = 0.0
    wall_seconds: float = 0.0
    updates_per_second: float = 0.0
    note: Optional[str] = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come."""
        return self.status in ("completed", "cancelled", "failed")


@dataclass(frozen=True)
class Event:
    """Something that a run told. A gap has no position: events before the next are no longer kept, and each holds the whole state."""

    id: Optional[str]
    position: Optional[Position]
    missed: Optional[int] = None

    @property
    def is_gap(self) -> bool:
        return self.position is None


@dataclass(frozen=True)
class Problem(_Record):
    """Something in a scenario that is wrong, or that deserves a warning."""

    severity: str
    file: str
    line: int
    column: int
    path: str
    value: str
    what: str
    nearest: Optional[str] = None

    def __str__(self) -> str:
        near = f" Did you mean '{self.nearest}'?" if self.nearest else ""
        return f"{self.file}:{self.line}:{self.column}: {self.path + ': ' if self.path else ''}{self.what}{near}"


@dataclass(frozen=True)
class File(_Record):
    """A file of a run. bytes and sha256 are None while they are not known."""

    name: str
    content_type: str
    bytes: Optional[int] = None
    sha256: Optional[str] = None
