"""For whatever watches over the service: figures, the log, and whether it is well."""
