"""Sequences of creates, updates, reads and lists, every answer predicted by a model."""

from harness.expectations import requirement


@requirement("FUZZ-MODEL-REFUSALS", "FUZZ-MODEL-FIELDS", "FUZZ-MODEL-STATUS", "FUZZ-MODEL-LIST")
def test_create_update_detail_list_sequences(harvest, budget, fuzz_options):
    """After every step the target is what the sequence of writes predicts (003:L55-171, 004:L24-69)."""
    # Imported late: Hypothesis takes a while to load, and the other tests do not wait for it.
    from harness.fuzzing.machine import run_sequences

    run_sequences(harvest, budget, fuzz_options.sequences)
