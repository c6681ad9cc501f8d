"""Answers, kinds of danger and checksums are sealed: their rows move to sealed twins."""

from django.db import migrations, models

from haertefall.faelle.umstellung import verschliessen
from haertefall.tresor.felder import VerschluesselterText


def kennzeichnen(apps, editor):
    """On the way back: the authority's day of a removal bears its mark again."""
    gefahren = apps.get_model('faelle', 'Gefahr').objects
    gefahren.filter(art='abschiebung', seite='behoerde').update(geheim=True)
    editor.connection.check_constraints()  # PostgreSQL changes no table with checks pending.


class Migration(migrations.Migration):

    dependencies = [
        ('faelle', '0009_zugangssperre'),
        ('tresor', '0002_ein_auditschluessel'),
    ]

    operations = [
        migrations.RemoveConstraint('angabe', 'angabe_antwort_dreiwertig'),
        migrations.RemoveConstraint('angabe', 'angabe_offen_hat_grund'),
        migrations.RemoveConstraint('gefahr', 'gefahr_termin_der_behoerde_ist_geheim'),
        migrations.AlterField('angabe', 'antwort', models.CharField(max_length=12, null=True)),
        migrations.AddField('angabe', 'antwort_versiegelt', VerschluesselterText('faelle.angabe.antwort', null=True)),
        migrations.AlterField('angabe', 'offen_weil', models.CharField(max_length=12, null=True)),
        migrations.AddField('angabe', 'offen_weil_versiegelt', VerschluesselterText('faelle.angabe.offen_weil', null=True)),
        migrations.AlterField('pruefung', 'hash', models.CharField(max_length=64, null=True)),
        migrations.AddField('pruefung', 'hash_versiegelt', VerschluesselterText('faelle.pruefung.hash', null=True)),
        migrations.AlterField('pruefhilfevermerk', 'hash', models.CharField(max_length=64, null=True)),
        migrations.AddField('pruefhilfevermerk', 'hash_versiegelt', VerschluesselterText('faelle.pruefhilfevermerk.hash', null=True)),
        migrations.AlterField('gefahr', 'art', models.CharField(max_length=20, null=True)),
        migrations.AddField('gefahr', 'art_versiegelt', VerschluesselterText('faelle.gefahr.art', null=True)),
        migrations.RunPython(migrations.RunPython.noop, kennzeichnen),
        verschliessen('faelle', 'Angabe', ('fall__schluessel',), 'antwort', 'offen_weil'),
        verschliessen('faelle', 'Pruefung', ('fall__schluessel',), 'hash'),
        verschliessen('faelle', 'Pruefhilfevermerk', ('fall__schluessel',), 'hash'),
        verschliessen('faelle', 'Gefahr', ('fall__schluessel',), 'art'),
    ]
