"""What the documents make of one request: accepted, refused for a reason, or left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Acceptance = Literal["accepted", "refused", "open"]

PREFIXES = {"create": "CREATE", "update": "UPDATE", "list": "LIST", "detail": "DETAIL"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing about a request that the documents forbid, or that they leave open.

    `place` is a JSON pointer into the body. A forbidden thing names the `rule` (the requirement that
    demands the refusal) and the `codes` that answer it, any of which will do; none given means any code.
    `code_rule` is blamed when a refusal carries none of the codes.
    """

    place: str
    words: str
    rule: str = ""
    codes: frozenset[int] = frozenset()
    code_rule: str = ""
    #: What tells two breaches of one rule at one place apart where it matters which of them is tested.
    kind: str = ""
    #: Whether something left open has to be kept when it is accepted.
    kept: bool = False


@dataclass(slots=True)
class Due:
    """What is due for one request. Without any reason it must be accepted."""

    broken: list[Reason] = field(default_factory=list)
    open: list[Reason] = field(default_factory=list)
    #: Whether the documented internal failure, 999999, may answer: null stands in some array (004:L723).
    internal: bool = False

    @property
    def acceptance(self) -> Acceptance:
        """A broken rule decides; else an open matter leaves both answers right."""
        return "refused" if self.broken else "open" if self.open else "accepted"

    @property
    def codes(self) -> frozenset[int]:
        """The codes of which a refusal must carry one; empty when every code is right.

        A server may stop at the first thing that it dislikes, so one open matter or one broken rule
        without a documented code leaves the code free.
        """
        if self.open or any(not reason.codes for reason in self.broken):
            return frozenset()
        return frozenset(code for reason in self.broken for code in reason.codes)

    @property
    def open_members(self) -> frozenset[str]:
        """The top-level members of the body that may come back otherwise than they were sent."""
        return frozenset(
            reason.place.split("/")[1] for reason in self.open if reason.place and not reason.kept
        )

    @property
    def signature(self) -> str:
        """Names what is due, so that cases which test the same thing can be told from others."""
        broken = sorted({f"{reason.rule}{reason.kind}@{_pattern(reason.place)}" for reason in self.broken})
        loose = sorted({f"{reason.words}@{_pattern(reason.place)}" for reason in self.open})
        return " ".join([self.acceptance, *broken, *(loose if not broken else ())])

    def forbid(
        self,
        place: str,
        words: str,
        rule: str,
        codes: Iterable[int] = (),
        *,
        code_rule: str = "",
        kind: str = "",
    ) -> None:
        """Note something that the documents forbid."""
        self.broken.append(Reason(place, words, rule, frozenset(codes), code_rule or rule, kind))

    def leave(self, place: str, words: str, *, kept: bool = False) -> None:
        """Note something that the documents leave open; `kept` when only its refusal is."""
        self.open.append(Reason(place, words, kept=kept))


def _pattern(place: str) -> str:
    return "/".join("*" if token.isdigit() else token for token in place.split("/"))
