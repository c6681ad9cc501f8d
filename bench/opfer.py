"""Entry of the processes that `bench/toeten.py` kills: granian loads `application` from here."""

import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haertefall.settings")
django.setup()
_tut = import_module("bench.opfer_tut")
application = _tut.application

if __name__ == "__main__":
    _tut.main(*sys.argv[1:])
