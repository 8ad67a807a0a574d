"""A large file comes in, read block by block; the same statement goes out that reading it whole would give."""
