"""Breaking the glass: for some minutes an administrator sees what people wrote in one instance."""
