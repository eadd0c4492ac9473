"""A client of one server."""

from __future__ import annotations

import base64
import os
import uuid
from typing import Any, Dict, Iterator, List, Mapping, Optional, Union

from .records import Problem
from .run import Run
from .transport import Transport

_USUAL = "http://127.0.0.1:8080"


class Client:
    """Asks a server of Sintropia.

    address: the server; by default the variable SINTROPIA_SERVER, or http://127.0.0.1:8080.
    token: where it asks for one; by default the variable SINTROPIA_TOKEN.
    patience: for how long a request is repeated that found no server, or a busy one, s.
    silence: how long an answer may be silent before the connection is taken for lost, s.
    """

    def __init__(self, address: Optional[str] = None, token: Optional[str] = None, patience: float = 120.0, silence: float = 60.0):
        self._transport = Transport(address or os.environ.get("SINTROPIA_SERVER") or _USUAL, token or os.environ.get("SINTROPIA_TOKEN") or None, patience, silence)

    def server(self) -> Dict[str, Any]:
        """What the server is, and how much it takes."""
        return self._transport.ask("")

    def models(self) -> List[Dict[str, Any]]:
        """The predictors that scenarios can name."""
        return self._transport.ask("models")

    def validate(self, scenario: str, files: Optional[Mapping[str, Union[str, bytes]]] = None) -> List[Problem]:
        """All that is wrong with a scenario, or probably not meant; its severity says which."""
        return [Problem.of(p) for p in self._transport.ask("scenarios/validate", _body(scenario, files))["problems"]]

    def explain(self, scenario: str, files: Optional[Mapping[str, Union[str, bytes]]] = None) -> Dict[str, Any]:
        """What a scenario will simulate; its `explanation` is in words."""
        return self._transport.ask("scenarios/explain", _body(scenario, files))

    def submit(self, scenario: str, files: Optional[Mapping[str, Union[str, bytes]]] = None, key: Optional[str] = None) -> Run:
        """Submits a run. When this returns it is kept, and survives the server.

        scenario: the text of its YAML file. files: text, or bytes, of the files that it names, by the names that it gives them.
        key: what to call the submission, so that making it twice starts one run.
        """
        return Run(self._transport, self._transport.ask("runs", _body(scenario, files), key=key or uuid.uuid4().hex))

    def run(self, identity: str) -> Run:
        """A run by its id."""
        return Run(self._transport, self._transport.ask(f"runs/{identity}")["run"])

    def runs(self, status: Optional[str] = None) -> Iterator[Run]:
        """All runs, the newest first."""
        after = None
        while True:
            page = self._transport.ask("runs", query={"status": status, "after": after, "limit": 200})
            for told in page["items"]:
                yield Run(self._transport, told)
            after = page.get("next")
            if not after:
                return


def _body(scenario: str, files: Optional[Mapping[str, Union[str, bytes]]]) -> Dict[str, Any]:
    given = dict(files or {})
    return {
        "scenario": scenario,
        "files": {name: data for name, data in given.items() if isinstance(data, str)},
        "binary_files": {name: base64.b64encode(data).decode("ascii") for name, data in given.items() if not isinstance(data, str)},
    }
