"""One process instance: where it is, what it waits for, what happened. Never what people wrote."""
