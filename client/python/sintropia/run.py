"""A run on a server."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
import urllib.parse
import uuid
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Union

from .records import Event, File, Position
from .transport import Transport

_HOURS = {"s": 1 / 3600, "min": 1 / 60, "h": 1.0, "d": 24.0, "": 1.0}


class Run:
    """A run on a server. id, name and status are what was told last; refresh() asks anew."""

    def __init__(self, transport: Transport, told: Dict[str, Any]):
        self._transport = transport
        self._told(told)

    def __repr__(self) -> str:
        return f"<Run {self.id} '{self.name}' {self.status}>"

    def refresh(self) -> Dict[str, Any]:
        """What the run is and what it came to: conditions, seed, fingerprint, parts."""
        detail = self._transport.ask(self._at())
        self._told(detail["run"])
        return detail

    @property
    def fingerprint(self) -> Optional[str]:
        """What two runs share if and only if they are equal to the last bit; None until it is complete."""
        return self.refresh()["fingerprint"]

    def watch(self) -> Iterator[Position]:
        """How far it is, from now to its end; the last says how it ended."""
        for event in self.follow():
            if event.position:
                yield event.position

    def follow(self, after: Optional[str] = None) -> Iterator[Event]:
        """The same with the id of each event, and with gaps. after: the id of the last that was heard."""
        for identity, kind, data in self._transport.events(self._at("events"), after):
            if kind == "gap":
                yield Event(None, None, json.loads(data).get("missed"))
            elif kind in ("progress", "end"):
                position = Position.of(json.loads(data))
                self.status = position.status
                yield Event(identity, position)
                if kind == "end":
                    return

    def wait(self) -> "Run":
        """Waits for its end. A run that failed raises RuntimeError."""
        for _ in self.follow():
            pass
        detail = self.refresh()
        if self.status == "failed":
            raise RuntimeError(detail["run"]["failure"])
        return self

    def pause(self) -> None:
        """Holds it, with a checkpoint."""
        self._wish("pause")

    def resume(self) -> None:
        """Lets it go on, also when it failed."""
        self._wish("resume")

    def cancel(self) -> None:
        """Ends it for good; what it wrote is kept."""
        self._wish("cancel")

    def branch(self, at: str, branches: str, condition: Optional[str] = None, key: Optional[str] = None) -> "Run":
        """Forks it at a time, such as "24 h", into other interventions that share its past and its draws."""
        body = {"at": at, "branches": branches, "condition": condition}
        return Run(self._transport, self._transport.ask(self._at("branches"), body, key=key or uuid.uuid4().hex))

    def files(self) -> List[File]:
        """Its files."""
        return [File.of(f) for f in self._transport.ask(self._at("files"))]

    def download(self, name: str, to: str, progress: Optional[Callable[[int], None]] = None) -> None:
        """Downloads a file; one that breaks off goes on where it was."""
        self._transport.download(self._at("files", *name.split("/")), to, progress)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "file")
            self.download(name, path)
            with open(path, "rb") as file:
                return file.read()

    def table(self, name: str) -> List[Dict[str, str]]:
        """The rows of a table as dictionaries of texts."""
        return list(csv.DictReader(io.StringIO(self.read(name).decode("utf-8"))))

    def timeseries(self, table: str = "timeseries", by: Optional[Sequence[str]] = None, points: int = 300, **where: Union[str, int]) -> List[Dict[str, Any]]:
        """A table summed up by the server: a list of {key, time_h, value}. where: columns and the value that they have to have."""
        query = {"table": table, "by": ",".join(by) if by is not None else None, "points": points, **where}
        return self._transport.ask(self._at("timeseries"), query=query)["series"]

    def cell(self, identity: str) -> Dict[str, Any]:
        """One cell: its state while it lives, its life where it has ended."""
        return self._transport.ask(self._at("cells", identity))

    def follow_cell(self, identity: str) -> Iterator[Dict[str, Any]]:
        """The state of a living cell, again and again until it divides, dies, or its part of the run is over; the last item has "why", and "daughters" of one that divided."""
        for _, kind, data in self._transport.events(self._at("cells", identity, "events"), None):
            if kind in ("cell", "end"):
                yield json.loads(data)
            if kind == "end":
                return

    def intervene(self, identity: str, at: str, intervention: Dict[str, str], condition: Optional[str] = None, key: Optional[str] = None) -> "Run":
        """Does something to one cell and what descends from it, such as {"compound": "palbociclib", "dose": "1 uM"}: a fork at a time, such as "24 h", at which the cell lives."""
        body = {"at": at, "intervention": intervention, "condition": condition}
        return Run(self._transport, self._transport.ask(self._at("cells", identity, "interventions"), body, key=key or uuid.uuid4().hex))

    def ancestors(self, identity: str, condition: Optional[str] = None, replicate: Optional[int] = None) -> List[Dict[str, Any]]:
        """Its mother, hers, and so on."""
        return self._transport.ask(self._at("cells", identity, "ancestors"), query={"condition": condition, "replicate": replicate})["cells"]

    def descendants(self, identity: str, condition: Optional[str] = None, replicate: Optional[int] = None, limit: int = 1000) -> List[Dict[str, Any]]:
        """Its daughters, theirs, and so on."""
        return self._transport.ask(self._at("cells", identity, "descendants"), query={"condition": condition, "replicate": replicate, "limit": limit})["cells"]

    def cells(self, t: Union[str, float, None] = None, condition: Optional[str] = None):
        """Cells with their expression as an AnnData, read of cells.h5ad.

        t: only those recorded at this time, such as "48h"; None for all. condition: only those under it.
        Needs the package anndata. Rows of cells.csv, without expression, come by table("cells.csv").
        """
        try:
            import anndata
        except ImportError as missing:
            raise ImportError("run.cells() gives an AnnData and needs the package anndata: pip install anndata. Without it, run.table('cells.csv') gives rows.") from missing
        if all(f.name != "cells.h5ad" for f in self.files()):
            raise FileNotFoundError(f"{self.id} wrote no cells.h5ad: only runs with expression do, at their end. run.table('cells.csv') gives the cells without it.")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "cells.h5ad")
            self.download("cells.h5ad", path)
            cells = anndata.read_h5ad(path)
        if t is not None:
            hours = _hours(t)
            at = [abs(float(time) - hours) < 1e-9 for time in cells.obs["time_h"]]
            if not any(at):
                times = sorted({float(time) for time in cells.obs["time_h"]})
                raise ValueError(f"No cells were recorded at {hours:g} h. They were at {', '.join(f'{x:g}' for x in times[:20])} h.")
            cells = cells[at].copy()
        if condition is not None:
            cells = cells[[str(c) == condition for c in cells.obs["condition"]]].copy()
        return cells

    def _told(self, told: Dict[str, Any]) -> None:
        self.id: str = told["id"]
        self.name: str = told["name"]
        self.status: str = told["status"]

    def _wish(self, verb: str) -> None:
        self._told(self._transport.ask(self._at(verb), method="POST"))

    def _at(self, *parts: str) -> str:
        return "/".join(["runs", *(urllib.parse.quote(p, safe="") for p in (self.id, *parts))])


def _hours(t: Union[str, float]) -> float:
    if not isinstance(t, str):
        return float(t)
    found = re.fullmatch(r"\s*([0-9.]+(?:e[+-]?[0-9]+)?)\s*(s|min|h|d|)\s*", t)
    if not found:
        raise ValueError(f"'{t}' is no time. Write it with its unit, such as '48h'.")
    return float(found.group(1)) * _HOURS[found.group(2)]
