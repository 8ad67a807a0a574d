# What is run by hand, for those who use just (https://just.systems); `nox -l` lists the same parts, and more.

python := if path_exists(".venv/bin/python") == "true" { ".venv/bin/python" } else { "python" }

# All recipes.
default:
    @just --list

# Try inputs that nobody thought of on every part of the program, for a time that they share: just fuzz 10m
fuzz time="10m" *options:
    {{ python }} -m benchmarks.fuzzing {{ time }} {{ options }}

# How time grows where there is twice as much of something: just growth --only quote
growth *options:
    {{ python }} -m benchmarks.growth {{ options }}
