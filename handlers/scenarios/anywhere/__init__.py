"""Stories about any process: played in memory, services answered by the story."""
