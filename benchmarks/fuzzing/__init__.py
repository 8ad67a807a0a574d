"""Inputs that nobody thought of come in, one part after the other is held to what it promises; what it broke goes out."""
