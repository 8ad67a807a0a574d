"""The transactions of a statement come in; whether its running balance proves that they were read right goes out."""
