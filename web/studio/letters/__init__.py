"""Letters: their words, checked and shown as their readers will get them."""
