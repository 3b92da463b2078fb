"""The plot: faults found against requests sent, one point per tool."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from benchmarks.peers.figures import Row

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 36, 54, 56
OURS, THEIRS, GRID, TEXT = "#0b6e4f", "#5b6b7b", "#dfe4e8", "#1f2933"
#: Width of a letter, a little generous.
LETTER = 7.2
Box = tuple[float, float, float, float]


def chart(rows: Sequence[Row]) -> str:
    """An SVG document."""
    decades = max(1, math.ceil(math.log10(max(row.requests for row in rows))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13" fill="' + TEXT + '">',
        "<title>Faults found against requests sent, for this suite and its peers</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="600">Faults found</text>',
        *(_horizontal(quarter / 4) for quarter in range(5)),
        *(_vertical(decade, decades) for decade in range(decades + 1)),
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">'
        "requests of a run (each step is ten times as many)</text>",
        *_points(rows, decades),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(requests: float, decades: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(max(1, requests)) / decades


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def _horizontal(share: float) -> str:
    line = (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(share):.1f}" y2="{_y(share):.1f}" stroke="{GRID}"/>'
    )
    label = f'<text x="{LEFT - 10}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>'
    return line + label


def _vertical(decade: int, decades: int) -> str:
    x = _x(10**decade, decades)
    line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{GRID}"/>'
    return line + f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**decade:,}</text>'


def _points(rows: Sequence[Row], decades: int) -> list[str]:
    places: dict[tuple[float, float], list[Row]] = {}
    for row in rows:
        place = _x(row.requests, decades), _y(row.share)
        places.setdefault(place, []).append(row)
    drawn, whole = [], max(len(row.faults) for row in rows)
    # A label must cover neither a point nor another label.
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in places]
    for (x, y), here in places.items():
        ours = any(row.ours for row in here)
        colour = OURS if ours else THEIRS
        text = f"{', '.join(row.tool for row in here)}: {len(here[0].killed)} of {len(here[0].faults)}"
        # A share of a few faults says less: a hollow point.
        fill = colour
        if len(here[0].faults) < whole:
            text, fill = f"{text} so far", "#ffffff"
        left, baseline, box = _free(x, y, text, taken)
        taken.append(box)
        weight = ' font-weight="600"' if ours else ""
        drawn += [
            # No line of the grid runs through a label.
            f'<rect x="{box[0]:.1f}" y="{box[1]:.1f}" width="{LETTER * len(text):.1f}" height="16" '
            'fill="#ffffff"/>',
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{fill}" stroke="{colour}" stroke-width="2"/>',
            f'<text x="{left:.1f}" y="{baseline:.1f}"{weight} fill="{colour}">{escape(text)}</text>',
        ]
    return drawn


def _free(x: float, y: float, text: str, taken: Sequence[Box]) -> tuple[float, float, Box]:
    """Where a label beside a point is free: its left end, its baseline and its box."""
    width = LETTER * len(text)
    for level in (0, -18, 18, -36, 36):
        # Beside the point, or above and below it: then it begins or ends where the point is.
        for left in (x + 11, x - 11 - width) if level == 0 else (x - 6, x + 6 - width):
            box = (left, y + level - 8, left + width, y + level + 8)
            inside = left >= LEFT and box[2] <= WIDTH - 4 and box[3] < HEIGHT - BOTTOM + 10
            if inside and not any(_overlap(box, other) for other in taken):
                return left, y + level + 4.5, box
    return x + 11, y + 4.5, (x, y, x, y)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
