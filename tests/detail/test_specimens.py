"""What is large, odd or many is shown whole by both views, however small the room of most badges is."""

import pytest

from harness.expectations import NotApplicable, expect, given, requirement
from harness.payloads import ODD_NAMES, without
from harness.row_verbs import row_of

from .specimens import DETAIL, PLACES, ROW, VALUES

every_name = pytest.mark.parametrize("name", ODD_NAMES)


def values(requirements):
    """One test a value of the fields that these requirements are about."""
    return pytest.mark.parametrize(
        ("field", "value"),
        [
            pytest.param(field, value, marks=requirement(requirements[field]), id=f"{field} {specimen}")
            for field, specimen, value in VALUES
            if field in requirements
        ],
    )


def untagged(field, value):
    """The value, images without tags: neither updates nor details need answer these (002:L681, 003:L599)."""
    return [without(image, "tag") for image in value] if field == "images" else value


@pytest.fixture(params=["created", "updated"])
def specimen(request, gallery, field, value):
    """A badge that was created with a value, or given it by an update, and has taken it over."""
    changes = {PLACES.get(field, field): value}
    given(gallery.answer(changes)).supported("such a value", **{field: value})
    badge = gallery.badge(changes) if request.param == "created" else gallery.updated(changes)
    given(badge.exchange).shows(**{field: untagged(field, value)})
    return badge


@pytest.fixture
def named(gallery, name):
    """A badge of an odd name, which the target has taken over as it was sent."""
    badge = gallery.named(ODD_NAMES[name])
    given(badge.exchange).supported("such a name", name=badge.name)
    return badge


@values(DETAIL)
def test_the_detail_shows_it_whole(gallery, specimen, field, value):
    """With statistics or without, what was taken over is shown (002:L38, L293-306)."""
    due = untagged(field, value)
    for statistics in (False, True):
        expect(gallery.detail(specimen, statistics)).shows(**{field: due})


@requirement("CROSS-IMAGE-TAGS")
@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param(field, value, id=specimen) for field, specimen, value in VALUES if field == "images"],
)
def test_the_detail_shows_the_tags_of_images(gallery, specimen, field, value):
    """Each image is for a state of the badge, whatever else is shown of it (002:L681)."""
    expect(gallery.detail(specimen)).shows(**{field: value})


@values(ROW)
def test_the_row_shows_it_whole(gallery, specimen, field, value):
    """What was taken over is shown by the list as well (000:L157-207)."""
    expect(gallery.listing(specimen)).lists_with(specimen, **{field: value})


@pytest.fixture
def undescribed(gallery):
    """A badge without a description, where the target takes such a one and does not describe it by itself."""
    created = gallery.bare("description")
    given(created.exchange).supported("badges without a description")
    if given(created.exchange).badge.get("description"):
        raise NotApplicable("the target describes such badges by itself")
    return created


@requirement("CROSS-DESCRIPTION")
def test_the_detail_describes_nothing_by_itself(gallery, undescribed):
    """A badge without a description has none in the detail (004:L37, 002:L294)."""
    for statistics in (False, True):
        expect(gallery.detail(undescribed, statistics)).shows_none("description")


@requirement("LIST-MAPS-DESCRIPTION")
def test_the_row_describes_nothing_by_itself(gallery, undescribed):
    """Nor has it one in the list (000:L159)."""
    listed = gallery.listing(undescribed)
    given(listed).finds(undescribed)

    expect(listed).lists_without(undescribed, "description")


@requirement("CROSS-NAME")
@every_name
def test_the_detail_shows_the_name(gallery, named, name):
    """A name is text, and no letter of it is changed (002:L293)."""
    for statistics in (False, True):
        expect(gallery.detail(named, statistics)).shows(name=named.name)


@requirement("LIST-MAPS-NAME")
@every_name
def test_the_row_shows_the_name(gallery, named, name):
    """The list shows it as it was written, too (000:L157)."""
    listed = gallery.listing(named)
    if row_of(listed, named) is None:
        raise NotApplicable("the filter by name does not find such a name: see LIST-NAME-ENCODED")

    expect(listed).lists_with(named, name=named.name)
