"""Who saw or did what; append-only."""
