"""Cover: who does whose user tasks for some days."""
