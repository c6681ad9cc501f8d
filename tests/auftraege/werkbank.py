"""A process of its own for tests.

python -m tests.auftraege.werkbank bestellen ART ANZAHL | arbeiten LEASE_SEKUNDEN
"""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module("tests.auftraege.proben").main(*sys.argv[1:])
