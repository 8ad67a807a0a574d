"""Pictures of pages come in (a scan, a photograph); printed lines go out, with every reading of their words.

grey picture → evenly lit and straight, without rules → cells by their ink → sheets of cells, each read by tesseract in several
ways → what most readings agree on. Nothing that is read so is a fact: what the balance does not prove is marked.
"""
