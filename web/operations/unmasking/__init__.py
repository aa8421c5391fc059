"""Breaking the glass: what people wrote in one instance, for some minutes, with a reason."""
