"""Pages of the Prüfhilfe: ways to stay for a person of a case. Nothing here decides."""
