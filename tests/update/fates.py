"""How observations word what became of a value in an update."""

from harness.answers import data_of, is_accepted, outcome_of, shown
from harness.reading import differences, is_nothing, read_written


def fate(exchange, field, before):
    """Whether a field that was not sent was refused, kept as `before`, cleared or replaced."""
    if not is_accepted(exchange):
        return outcome_of(exchange)
    value = read_written(data_of(exchange) or {}).get(field)
    if is_nothing(value):
        return "cleared"
    return "replaced" if differences({field: before}, {field: value}) else "kept"


def comeback(exchange, *path):
    """Whether an update was accepted, and what it then shows at a path of keys and indexes of its data."""
    if not is_accepted(exchange):
        return outcome_of(exchange)
    value = data_of(exchange)
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            value = None
    return f"accepted, comes back as {shown(value, 60)}"
