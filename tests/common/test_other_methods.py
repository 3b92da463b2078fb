"""Methods that no page lists for a path (000:L29, 002:L16, 003:L37, 004:L10)."""

import pytest

from harness.answers import outcome_of
from harness.client import DETAIL_PATH, LIST_PATH, WRITE_PATH
from harness.expectations import NotApplicable, expect, observe, requirement

CALLS = [
    ("detail", "DELETE"),
    ("detail", "PATCH"),
    ("detail", "PUT"),
    ("list",   "PATCH"),
    ("list",   "PUT"),
    ("write",  "DELETE"),
    ("write",  "GET"),
    ("write",  "PATCH"),
]  # fmt: skip
# What could harm more than a badge of ours, where a server has its own idea of it.
HARMFUL = {("write", "DELETE")}
EVERY_CALL = pytest.mark.parametrize(("path", "method"), CALLS)


@pytest.fixture(scope="module")
def bystander(nursery):
    """The badge that the calls are about."""
    return nursery.create()


@pytest.fixture(scope="module")
def before(client, bystander):
    """How it reads before them."""
    return client.read(bystander)


@pytest.fixture(scope="module")
def call(client, bystander, before, pytestconfig):
    """Sends each call once, with a body that would change the badge."""
    customer = client.customer().value
    paths = {
        "detail": DETAIL_PATH.format(customer=customer, badge=bystander.id),
        "list": LIST_PATH.format(customer=customer),
        "write": WRITE_PATH,
    }
    change = bystander.with_(description="Changed by a method that no page lists")
    answers = {}

    def send(path, method):
        if (path, method) in HARMFUL and not pytestconfig.option.hostile:
            raise NotApplicable(f"{method} of the {path} path is sent with --hostile only")
        if (path, method) not in answers:
            body = {} if (path == "detail" and method == "DELETE") or method == "GET" else {"json": change}
            answers[path, method] = client.transport.send(method, paths[path], **body)
        return answers[path, method]

    return send


@EVERY_CALL
@requirement("COMMON-OTHER-METHODS")
def test_method_makes_no_server_fail(call, path, method):
    """A method that is not there is no reason to fail; 501 says so in a word (000:L29, 002:L16)."""
    answer = call(path, method)

    expect_no_failure(answer)


@EVERY_CALL
@requirement("COMMON-OTHER-METHODS")
def test_method_changes_nothing(client, bystander, before, call, path, method):
    """Badges change by the two documented writes alone (003:L37, 004:L10)."""
    call(path, method)

    expect(client.read(bystander)).unchanged_since(before)


@EVERY_CALL
@requirement("COMMON-METHODS-OBSERVED")
def test_answer_to_a_method(call, path, method):
    """No page says how a method that it does not list is answered (000:L29)."""
    answer = call(path, method)

    observe("COMMON-METHODS-OBSERVED", f"{method} of the {path} path: {outcome_of(answer)}", answer)


def expect_no_failure(answer):
    """No status of a failing server; 501 says that the method is not there, and is none."""
    if answer.status != 501:
        expect(answer).not_a_server_error()
