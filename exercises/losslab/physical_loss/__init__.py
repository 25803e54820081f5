"""Networks, training loops with faults, and probes that watch an update."""
