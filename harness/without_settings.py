"""Plugin of every pytest in this environment: says why the options of the suite are unknown where they are.

`pytest --report-dir DIR` with a blank lets pytest take DIR for a test when it looks for its settings: it
does not know the option yet, since the settings name the plugin that has it. Nothing can be mended from
here, so one sentence says what to write instead.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(
    args: Sequence[str], parser: pytest.Parser
) -> Generator[None, object, object]:
    """Look once all options are known that ever will be."""
    loaded = yield
    _, unknown = parser.parse_known_and_unknown_args(args)
    if any(one.startswith("--") for one in unknown) and (said := _advice(args, unknown)):
        raise pytest.UsageError(said)
    return loaded


def name_settings(config: pytest.Config) -> None:
    """Tell the workers of xdist where the settings are, instead of letting each of them look.

    A report directory with a blank before it may not have been there when this process looked for them.
    """
    if config.inipath is not None:
        given = config.invocation_params
        config.invocation_params = pytest.Config.InvocationParams(
            args=("-c", str(config.inipath), *given.args), plugins=given.plugins, dir=given.dir
        )


def _advice(args: Sequence[str], unknown: Sequence[str]) -> str | None:
    """What to do about unknown options, if any of them is one of the suite's."""
    ours = [name for one in unknown if (name := one.partition("=")[0]) in _options()]
    if not ours:
        return None
    for option, value in pairwise(args):
        if option in ours and not value.startswith("-") and Path(value).exists():
            return (
                f"pytest takes {value} for tests, because of the blank before it, and looks there for its"
                f" settings: write {option}={value}."
            )
    return (
        f"pytest does not know {ours[0]} here, because it has not found the settings of the suite:"
        " run it in the checkout, or run badges-conformance instead of pytest."
    )


def _options() -> frozenset[str]:
    """The names of the suite's options; the module that has them takes a while to load."""
    from harness.options import add_options

    found: list[str] = []
    add_options(lambda name, **_: found.append(name))
    return frozenset(found)
