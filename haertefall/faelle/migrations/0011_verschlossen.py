"""What lay in clear goes; the sealed twins take its name."""

from django.db import migrations

from haertefall.tresor.felder import VerschluesselterText


class Migration(migrations.Migration):

    dependencies = [
        ('faelle', '0010_verschliessen'),
    ]

    operations = [
        migrations.RemoveField('gefahr', 'geheim'),
        migrations.RemoveField('angabe', 'antwort'),
        migrations.RenameField('angabe', 'antwort_versiegelt', 'antwort'),
        migrations.AlterField('angabe', 'antwort', VerschluesselterText('faelle.angabe.antwort')),
        migrations.RemoveField('angabe', 'offen_weil'),
        migrations.RenameField('angabe', 'offen_weil_versiegelt', 'offen_weil'),
        migrations.AlterField('angabe', 'offen_weil', VerschluesselterText('faelle.angabe.offen_weil')),
        migrations.RemoveField('pruefung', 'hash'),
        migrations.RenameField('pruefung', 'hash_versiegelt', 'hash'),
        migrations.AlterField('pruefung', 'hash', VerschluesselterText('faelle.pruefung.hash')),
        migrations.RemoveField('pruefhilfevermerk', 'hash'),
        migrations.RenameField('pruefhilfevermerk', 'hash_versiegelt', 'hash'),
        migrations.AlterField('pruefhilfevermerk', 'hash', VerschluesselterText('faelle.pruefhilfevermerk.hash')),
        migrations.RemoveField('gefahr', 'art'),
        migrations.RenameField('gefahr', 'art_versiegelt', 'art'),
        migrations.AlterField('gefahr', 'art', VerschluesselterText('faelle.gefahr.art')),
    ]
