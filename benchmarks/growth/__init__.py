"""How time grows with what is given: twice as much takes about twice as long. Run ``python -m benchmarks.growth``."""
