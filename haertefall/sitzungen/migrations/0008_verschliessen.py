"""Which ground was weighed is sealed: the rows move to the sealed twin."""

from django.db import migrations, models

from haertefall.faelle.umstellung import verschliessen
from haertefall.tresor.felder import VerschluesselterText


class Migration(migrations.Migration):

    dependencies = [
        ('sitzungen', '0007_ruecknahme_und_urne'),
        ('tresor', '0002_ein_auditschluessel'),
    ]

    operations = [
        migrations.RemoveConstraint('abwaegung', 'abwaegung_je_grund_einmal'),
        migrations.AlterModelOptions('abwaegung', {'ordering': ['um', 'id']}),
        migrations.AlterField('abwaegung', 'grund', models.CharField(max_length=60, null=True)),
        migrations.AddField('abwaegung', 'grund_versiegelt', VerschluesselterText('sitzungen.abwaegung.grund', null=True)),
        verschliessen('sitzungen', 'Abwaegung', ('punkt__fall__schluessel', 'punkt__sitzung__schluessel'), 'grund'),
    ]
