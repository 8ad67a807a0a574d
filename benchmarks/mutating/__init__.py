"""What `benchmarks/mutants.py` changes (`kinds`), where (`found`, `rooms`), and how each change is tried (`trial`)."""
