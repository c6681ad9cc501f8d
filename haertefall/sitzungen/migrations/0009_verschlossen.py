"""What lay in clear goes; the sealed twin takes its name."""

from django.db import migrations

from haertefall.tresor.felder import VerschluesselterText


class Migration(migrations.Migration):

    dependencies = [
        ('sitzungen', '0008_verschliessen'),
    ]

    operations = [
        migrations.RemoveField('abwaegung', 'grund'),
        migrations.RenameField('abwaegung', 'grund_versiegelt', 'grund'),
        migrations.AlterField('abwaegung', 'grund', VerschluesselterText('sitzungen.abwaegung.grund')),
    ]
