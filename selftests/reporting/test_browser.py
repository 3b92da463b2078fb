"""The page in a real browser: no error, filters, anchors, no overflow, accessible, readable in the dark."""

from __future__ import annotations

import importlib.util
import shutil
import time
from pathlib import Path

import pytest

from harness.reporting import html
from selftests.reporting import sample

playwright = pytest.importorskip(
    "playwright.sync_api", reason="the browser tests need the package playwright: pip install playwright"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("the browser tests need Chromium: apt-get install chromium", allow_module_level=True)

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDTHS = (360, 1024, 1920)
REPORTS = ("sample", "hostile")
#: The first elements that stick out at a side, other than those that are meant to scroll or to be unseen.
BEYOND_THE_EDGE = """() => [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    const out = box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    return out && !element.closest('.bar nav, .skip, .sr, thead');
}).slice(0, 5).map(element => element.outerHTML.slice(0, 200))"""
UNFOLD = """document.querySelectorAll('details.fold, .finding details, .group:last-of-type')
    .forEach(part => part.open = true)"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Addresses of the rendered samples by name."""
    directory = tmp_path_factory.mktemp("reports")
    makers = {"sample": sample.sample, "hostile": sample.hostile, "large": sample.large}
    return {name: html.write(make(), directory / name).as_uri() for name, make in makers.items()}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def open_page(browser, reports):
    """Open a report; at the end the console must have stayed silent and nothing been fetched."""
    contexts, noise = [], []

    def opened(name="sample", anchor="", width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.on("dialog", lambda dialog: noise.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("file:", "data:")) or noise.append(f"fetch: {request.url}")
            ),
        )
        page.goto(reports[name] + anchor)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert noise == []


def _visible_rows(page):
    return page.evaluate(
        "[...document.querySelectorAll('#ledger tr[data-state]')].filter(row => !row.hidden).length"
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REPORTS)
def test_nothing_overflows(open_page, name, width):
    page = open_page(name, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")

    wide = page.evaluate(BEYOND_THE_EDGE)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert wide == []


def test_filters_work_and_say_how_many(open_page):
    page = open_page()
    everything = _visible_rows(page)

    page.select_option("select[name=state]", "failed")
    failed = _visible_rows(page)
    page.fill("input[name=text]", "put-131 frozen")
    narrowed = _visible_rows(page)
    said = page.text_content("#filter output")
    page.fill("input[name=text]", "no such words anywhere")
    nothing = page.is_visible("#ledger .none")
    page.click("#filter button[type=reset]")
    page.wait_for_timeout(50)

    assert (failed, narrowed, nothing) == (3, 1, True)
    assert said == f"1 of {everything} rules"
    assert _visible_rows(page) == everything


def test_a_count_leads_to_its_rows(open_page):
    page = open_page()

    page.click("a[data-filter-state=inconclusive][data-filter-level=MUST]")

    assert _visible_rows(page) == 3
    assert page.is_visible("#ledger tr[data-state=inconclusive]:not([hidden])")


@pytest.mark.parametrize("name", REPORTS)
def test_anchors_land(open_page, name):
    page = open_page(name, anchor="#CREATE-725-NAME-TAKEN")
    page.wait_for_timeout(100)

    assert page.evaluate("document.querySelector('#CREATE-725-NAME-TAKEN details').open")
    for target in ("UPDATE-START-FROZEN-LIVE", "LIST-STATUS-CLOCK", "CREATE-725-NAME-TAKEN"):
        page.evaluate(f"location.hash = '{target}'")
        page.wait_for_timeout(100)
        top = page.evaluate(f"document.getElementById('{target}').getBoundingClientRect().top")
        assert 0 <= top < 600


def test_an_anchor_undoes_a_filter_that_hides_it(open_page):
    page = open_page()
    page.select_option("select[name=state]", "failed")

    page.evaluate("location.hash = 'CREATE-725-NAME-TAKEN'")
    page.wait_for_timeout(100)

    assert page.is_visible("#CREATE-725-NAME-TAKEN")


def test_it_is_all_there_without_scripts(open_page):
    page = open_page(java_script_enabled=False)

    assert page.is_visible("#UPDATE-START-FROZEN-LIVE")
    assert page.is_hidden("#filter")
    page.click("#ledger summary >> nth=0")
    assert page.is_visible("#ledger tr[data-state] >> nth=0")


def test_curl_can_be_copied(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    card = page.locator("#UPDATE-START-FROZEN-LIVE")

    card.locator("button.copy >> visible=true").first.click()
    card.locator("button.copy:has-text('Copied')").wait_for()

    assert page.evaluate("getSelection().toString()").startswith("curl -sS -X PUT")


def test_everything_can_be_reached_by_keyboard(open_page):
    page = open_page()

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.focus("#ledger .group summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#ledger .group').open")


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [
        ("sample", "light", 1280),
        ("sample", "dark", 360),
        ("hostile", "dark", 1280),
        ("hostile", "light", 360),
    ],
)
def test_axe_finds_nothing_serious(open_page, name, scheme, width):
    axe = importlib.util.find_spec("axe_playwright_python")
    if axe is None or axe.origin is None:
        pytest.skip("the accessibility test needs axe-core: pip install axe-playwright-python")
    page = open_page(name, color_scheme=scheme, width=width, bypass_csp=True)
    page.evaluate(UNFOLD)
    page.add_script_tag(content=(Path(axe.origin).parent / "axe.min.js").read_text(encoding="utf-8"))

    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]

    serious = [item for item in found if item["impact"] in ("serious", "critical")]
    assert [
        (item["id"], item["nodes"][0]["html"][:300], item["nodes"][0]["failureSummary"]) for item in serious
    ] == []


def test_the_page_is_dark_in_the_dark(open_page):
    page = open_page(color_scheme="dark")

    channels = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")

    assert max(channels[:3]) < 60


def test_ten_thousand_exchanges_open_quickly(open_page):
    began = time.perf_counter()
    page = open_page("large")
    page.fill("input[name=text]", "723")
    assert _visible_rows(page) > 0

    assert time.perf_counter() - began < 20


def test_it_prints_without_the_controls(open_page):
    page = open_page()
    page.emulate_media(media="print")

    assert page.is_hidden("#filter")
    assert page.is_hidden(".bar")
    assert page.is_visible("#UPDATE-START-FROZEN-LIVE")
    assert len(page.pdf()) > 10_000
