"""Which authority's answer to a result a row is, where only one can have given it.

Of a case that was with several it is not known any more: such a row stays without, and then no
authority reads it.
"""

from typing import Any

from django.db import migrations


def eintragen(apps: Any, _: Any) -> None:
    zugang = apps.get_model("faelle", "Zugang")
    stellungnahme = apps.get_model("faelle", "Stellungnahme")
    zeilen = apps.get_model("faelle", "Folge").objects.filter(behoerde=None)
    faelle = zeilen.exclude(fall__behoerde=None).order_by().values_list("fall", "fall__behoerde")
    for fall, behoerde in faelle.distinct():
        andere = [
            tabelle.objects.filter(fall=fall)
            .exclude(behoerde=None)
            .exclude(behoerde=behoerde)
            .exists()
            for tabelle in (zugang, stellungnahme)
        ]
        if not any(andere):
            zeilen.filter(fall=fall).update(behoerde=behoerde)


class Migration(migrations.Migration):
    dependencies = [("faelle", "0017_folge_behoerde")]
    operations = [migrations.RunPython(eintragen, migrations.RunPython.noop, elidable=True)]
