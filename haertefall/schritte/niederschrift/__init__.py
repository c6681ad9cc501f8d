"""Acts about the Niederschrift of a session, and about allowances."""
