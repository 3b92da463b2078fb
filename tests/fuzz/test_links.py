"""The links of the API description, followed from generated creates."""

from harness.expectations import requirement
from harness.fuzzing.generation import POSITIVE, fuzzed
from harness.fuzzing.links import LinkTrials


@requirement("FUZZ-LINKS")
def test_create_links_to_update_detail_list(campaign, session, fuzz_options):
    """What a create returns names the badge for every other call at once (004:L502, 003:L61, 002:L34)."""
    links = campaign(LinkTrials(session, fuzz_options))
    links.run(fuzzed("create", POSITIVE, fuzz_options.sequences, fuzz_options.seeds_of("links")))
    links.conclude()
