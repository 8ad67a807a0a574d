"""Several statements come in; lines of one account that stand in two of them are known as one."""
