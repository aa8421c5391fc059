"""What is drawn: from the XML of a file to plain values, before anything is judged."""
