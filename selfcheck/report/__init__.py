"""The result of a scan comes in, what a person or a program reads goes out."""
