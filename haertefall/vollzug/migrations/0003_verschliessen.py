"""Findings, decrees, linked cases and checksums are sealed: their rows move to sealed twins."""

from django.db import migrations, models

from haertefall.faelle.umstellung import verschliessen
from haertefall.tresor.felder import VerschluesselterText


class Migration(migrations.Migration):

    dependencies = [
        ('vollzug', '0002_berichtigung'),
        ('tresor', '0002_ein_auditschluessel'),
    ]

    operations = [
        migrations.RemoveConstraint('punktbefund', 'befund_ergebnis_bekannt'),
        migrations.RemoveConstraint('punktbefund', 'befund_zu_klaeren_hat_grund'),
        migrations.AlterField('vollzugspruefung', 'hash', models.CharField(max_length=64, null=True)),
        migrations.AddField('vollzugspruefung', 'hash_versiegelt', VerschluesselterText('vollzug.pruefung.hash', null=True)),
        migrations.AlterField('punktbefund', 'ergebnis', models.CharField(max_length=16, null=True)),
        migrations.AddField('punktbefund', 'ergebnis_versiegelt', VerschluesselterText('vollzug.befund.ergebnis', null=True)),
        migrations.AlterField('punktbefund', 'grund', models.CharField(max_length=12, null=True)),
        migrations.AddField('punktbefund', 'grund_versiegelt', VerschluesselterText('vollzug.befund.grund', null=True)),
        migrations.AlterField('erlassvermerk', 'erlass', models.CharField(max_length=60, null=True)),
        migrations.AddField('erlassvermerk', 'erlass_versiegelt', VerschluesselterText('vollzug.erlass.erlass', null=True)),
        migrations.AddField('verfahrensvermerk', 'fall_versiegelt', VerschluesselterText('vollzug.verfahren.fall', null=True)),
        verschliessen('vollzug', 'Vollzugspruefung', ('schluessel',), 'hash'),
        verschliessen('vollzug', 'Punktbefund', ('pruefung__schluessel',), 'ergebnis', 'grund'),
        verschliessen('vollzug', 'Erlassvermerk', ('pruefung__schluessel',), 'erlass'),
        verschliessen('vollzug', 'Verfahrensvermerk', ('pruefung__schluessel',), 'fall'),
    ]
