"""Tests that wait come last, so that the others run meanwhile."""

from dataclasses import dataclass, field

from harness import fixtures, ordering


@dataclass
class Item:
    name: str
    fixturenames: tuple[str, ...] = ()
    marks: frozenset[str] = field(default=frozenset())

    def get_closest_marker(self, name):
        return name if name in self.marks else None


def test_what_waits_comes_last_and_the_rest_stays_as_it_was():
    items = [
        Item("waits for a badge", ("client", "ripe_badge")),
        Item("first"),
        Item("waits for others", marks=frozenset({"late"})),
        Item("second", marks=frozenset({"requirement"})),
    ]
    ordering.sort(items)
    assert [item.name for item in items] == ["first", "second", "waits for a badge", "waits for others"]


def test_every_badge_that_ages_has_a_fixture():
    assert all(hasattr(fixtures, name) for name in ordering.AGEING)
    assert set(ordering.AGEING) >= ordering.SHARED
