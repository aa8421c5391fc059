"""Signing in with the account people have at work, by OpenID Connect."""
