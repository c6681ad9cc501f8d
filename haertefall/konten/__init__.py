"""How one gets in: invitations, second factors, limits on guessing, sessions of the browser."""
