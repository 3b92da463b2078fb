"""Named single faults: the bugs that a real implementation ships, each one point of the policy put wrong."""
