"""The order of the self-tests: those that wait for servers and whole runs come first."""

WAITING = {"hostile", "harness", "packaging", "transport"}


def pytest_collection_modifyitems(items):
    """Leave no long wait for the end, when nothing is left to be done meanwhile."""
    items.sort(key=lambda item: WAITING.isdisjoint(item.path.parts))
