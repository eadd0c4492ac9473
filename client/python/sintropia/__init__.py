"""Client of Sintropia: submit scenarios, follow runs, read what came out."""

from .client import Client
from .errors import ApiError, NoServerError
from .run import Run
from .records import Event, File, Position, Problem

__all__ = ["ApiError", "Client", "Event", "File", "NoServerError", "Position", "Problem", "Run"]
__version__ = "0.1.0"
