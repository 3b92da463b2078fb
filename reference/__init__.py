"""A complete implementation of the documented Badges API: the target that the suite exercises by default.

It shares data with the suite (`specs/`, `contracts/`) and no logic, so that one mistake cannot hide in both.
Every decision it takes is a small function or value in `rules/`, `views/`, `listing.py` or `access.py`,
reached through one `policy.Policy`; a fault or a dialect is that policy with one point replaced.
"""
