"""What lay in clear goes; the sealed twins take its name."""

from django.db import migrations

from haertefall.tresor.felder import VerschluesselterText


class Migration(migrations.Migration):

    dependencies = [
        ('vollzug', '0003_verschliessen'),
    ]

    operations = [
        migrations.RemoveField('vollzugspruefung', 'hash'),
        migrations.RenameField('vollzugspruefung', 'hash_versiegelt', 'hash'),
        migrations.RemoveField('punktbefund', 'ergebnis'),
        migrations.RenameField('punktbefund', 'ergebnis_versiegelt', 'ergebnis'),
        migrations.AlterField('punktbefund', 'ergebnis', VerschluesselterText('vollzug.befund.ergebnis')),
        migrations.RemoveField('punktbefund', 'grund'),
        migrations.RenameField('punktbefund', 'grund_versiegelt', 'grund'),
        migrations.AlterField('punktbefund', 'grund', VerschluesselterText('vollzug.befund.grund')),
        migrations.RemoveField('erlassvermerk', 'erlass'),
        migrations.RenameField('erlassvermerk', 'erlass_versiegelt', 'erlass'),
        migrations.AlterField('erlassvermerk', 'erlass', VerschluesselterText('vollzug.erlass.erlass')),
        migrations.RemoveField('verfahrensvermerk', 'fall'),
        migrations.RenameField('verfahrensvermerk', 'fall_versiegelt', 'fall'),
    ]
