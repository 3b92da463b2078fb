"""Where one trial of one tool happens, and what every tool module gives."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reference.access import DEMO_ACCOUNT
from reference.seeds import CUSTOMERS

USER, PASSWORD = DEMO_ACCOUNT.username, DEMO_ACCOUNT.password
CUSTOMER = CUSTOMERS[0].id
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


#: What begins like this is a warning: the tool says that it does not fail the server.
WARNING = "warning: "


@dataclass(frozen=True)
class Place:
    """An empty folder, the server to test, and where the installed commands are."""

    folder: Path
    url: str
    profile: Path
    commands: Path

    def write(self, name: str, document: Any) -> str:
        """Write a JSON file into the folder and return its path."""
        path = self.folder / name
        path.write_text(json.dumps(document, indent=1), encoding="utf-8")
        return str(path)

    def command(self, name: str) -> str:
        """The path of an installed command."""
        return str(self.commands / name)

    def read(self, name: str) -> Any:
        """Read a JSON file that the tool wrote."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


class Tool(Protocol):
    """One tool: a module of this package with these names."""

    #: The name in the table.
    NAME: str
    #: The npm or Python package that gives its version.
    PACKAGE: str
    #: How it was set up, in a sentence.
    SETUP: str

    def steps(self, place: Place) -> Iterable[list[str]]:
        """Write what the tool needs and give the commands that a user would run, in order."""

    def environment(self, place: Place) -> Mapping[str, str]:
        """What the commands need in their environment."""

    def failures(self, place: Place) -> set[str]:
        """What the tool reported, each failure under a name that is the same in the next run.

        Raises OSError or ValueError when it left no result.
        """
