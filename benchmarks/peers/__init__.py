"""This suite beside the tools that a user would otherwise pick: same faults, same description.

`python -m benchmarks.peers` installs the tools into a cache folder, runs every one of them against the
fault-free reference, some dialects and a fixed sample of the faults, and writes `docs/benchmarks.md`.
"""
