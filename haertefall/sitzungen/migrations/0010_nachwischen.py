"""What the sealed columns leave behind in the files of the database."""

from django.db import migrations

from haertefall.faelle.umstellung import nachwischen


class Migration(migrations.Migration):

    atomic = False  # VACUUM runs outside of a transaction only.

    dependencies = [
        ('faelle', '0011_verschlossen'),
        ('vollzug', '0004_verschlossen'),
        ('sitzungen', '0009_verschlossen'),
    ]

    operations = [
        nachwischen(
            'faelle_angabe', 'faelle_pruefung', 'faelle_pruefhilfevermerk', 'faelle_gefahr',
            'vollzug_vollzugspruefung', 'vollzug_punktbefund', 'vollzug_erlassvermerk',
            'vollzug_verfahrensvermerk', 'sitzungen_abwaegung',
        ),
    ]
