"""The page: whole, escaped, bounded and quick, whatever the target sent."""

from __future__ import annotations

import copy
import re
import time
from collections import Counter
from html.parser import HTMLParser

import pytest

from harness.reporting import html, pictures
from harness.reporting.history import annotated
from harness.reporting.verify import problems
from selftests.reporting import sample
from selftests.reporting.pieces import finding, requirement
from selftests.reporting.sample import small

VOID = {"meta", "link", "input", "br", "img", "use", "path", "circle", "rect"}
OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "body",
        "svg",
        "symbol",
        "circle",
        "path",
        "use",
        "rect",
    ),
    *("a", "header", "div", "span", "nav", "main", "section", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl"),
    *("dt", "dd", "code", "pre", "mark", "details", "summary", "article", "cite", "q", "button", "b", "form"),
    *("label", "select", "option", "input", "output", "table", "thead", "tbody", "tr", "th", "td", "footer"),
    *("script", "defs", "marker", "g", "text", "br"),
}


class Page(HTMLParser):
    """What is on a page: tags, attributes, ids, anchors, and what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.anchors: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        values = dict(attrs)
        self.attributes |= set(values)
        if values.get("id"):
            self.ids.append(values["id"])
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.anchors.add(values["href"][1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        (self.scripts if self.open and self.open[-1] == "script" else self.text).append(data)


@pytest.fixture(scope="module", params=["sample", "hostile"])
def rendered(request):
    document = getattr(sample, request.param)()
    return document, html.render(document)


def test_the_samples_are_valid_reports():
    assert problems(sample.sample()) == []


def test_every_element_is_ours_and_closed(rendered):
    page = Page(rendered[1])

    assert set(page.tags) <= OURS
    assert page.open == []
    assert page.tags["script"] == 1
    assert not {name for name in page.attributes if name.startswith("on")}


def test_the_page_asks_for_nothing(rendered):
    text = rendered[1]
    page = Page(text)

    assert not re.search(r"""(?:src|href|action)\s*=\s*["'](?!#|data:,)""", text)
    assert "@import" not in text
    assert "url(" not in text.replace("url(#", "")
    assert "default-src 'none'" in text
    assert page.attributes.isdisjoint({"style", "src", "srcset"})


def test_anchors_land_and_ids_are_unique(rendered):
    document, text = rendered
    page = Page(text)

    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
    assert page.anchors <= set(page.ids)
    assert {row["id"] for row in document["requirements"]} <= set(page.ids)


def test_the_page_stays_small(rendered):
    assert len(rendered[1]) < 2_500_000


def test_a_hostile_target_cannot_forge_a_verdict_or_hide_text():
    text = html.render(sample.hostile())
    page = Page(text)
    words = "".join(page.text)

    assert text.count('<h1 id="verdict">Not conformant</h1>') == 1
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", words
    )
    assert "<script>document.title" in words
    assert "A" * 5_000 not in words
    assert "{{ 7*7 }}" in words


@pytest.mark.parametrize(
    "verdict", ["passed", "failed", "waived", "inconclusive", "not applicable", "untested"]
)
@pytest.mark.parametrize("level", ["MUST", "SHOULD", "MAY"])
def test_every_verdict_can_be_shown(verdict, level):
    row = requirement("A", level, findings=[finding(verdict)], judged=0)

    text = html.render(small(row, requirement("B")))

    shown = "warning" if verdict == "failed" and level != "MUST" else verdict
    assert f'data-state="{shown}" data-level="{level}"' in text


def test_an_empty_run_can_be_shown():
    text = html.render(small(timeline=[], left_behind=[], interrupted="the target died"))

    assert '<h1 id="verdict">Incomplete</h1>' in text
    assert "the target died" in text


def test_a_card_says_what_a_vendor_must_know():
    document = sample.sample()
    text = html.render(document)

    start = text.index('id="UPDATE-START-FROZEN-LIVE"')
    card = text[start : text.index("</article>", start)]

    for words in (
        "Update page, line 67",
        "a refusal with 723 among the error codes",
        "200, and the start moved from 1789999000 to 1790085400",
        "Control: was accepted",
        "Differs from the control in <code>/startOn</code>.",
        '<mark class="changed">&#34;startOn&#34;: 1790085400,</mark>',
        '<mark class="offending">&#34;startOn&#34;: 1790085400,</mark>',
        "curl -sS -X PUT",
        "pytest --base-url=https://badges.staging.example.com",
    ):
        assert words in card


def test_history_tells_since_when_and_what_changed():
    new = small(requirement("A", findings=[finding()]))
    old = small(requirement("A"), started="2026-01-01T00:00:00Z")

    text = html.render(annotated(new, old))

    assert "Since the run of 1 January 2026, 00:00:00 UTC" in text
    assert "1 newly broken" in text
    assert "failing since the run of 21 September 2026" in text


def test_the_pictures_follow_the_verdicts():
    document = sample.sample()
    codes = {
        (code.subject.operation, code.subject.number): code.state
        for code in pictures.codes(document["requirements"])
    }
    ways = {way.subject.number: way.state for way in pictures.ways(document["requirements"])}

    assert codes["create", 728] == "failed"
    assert codes["update", 723] == "failed"
    assert codes["update", 826] == "passed"
    assert ways[7] == "failed"
    assert ways[9] == "passed"


def test_every_way_and_code_is_judged_by_some_rule():
    rows = sample.sample()["requirements"]

    assert [
        judged.subject for judged in (*pictures.ways(rows), *pictures.codes(rows)) if not judged.rows
    ] == []


def test_ten_thousand_exchanges_cost_seconds_and_megabytes():
    document = sample.large(10_000)
    assert len(document["exchanges"]) > 10_000

    began = time.perf_counter()
    text = html.render(document)

    assert time.perf_counter() - began < 15
    assert len(text) < 12_000_000


def test_rendering_changes_nothing():
    document = sample.sample()
    before = copy.deepcopy(document)

    html.render(document)

    assert document == before


def test_the_page_is_written_beside_the_report(tmp_path):
    path = html.write(sample.hostile(), tmp_path)

    assert path == tmp_path / "conformance.html"
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
