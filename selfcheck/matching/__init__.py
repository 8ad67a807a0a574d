"""Printed memo texts come in, the payment services they name go out."""
