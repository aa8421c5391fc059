"""Letters of a bundle, rendered and queued."""
