"""Letters, minutes, dossiers, report as PDF; charts."""
