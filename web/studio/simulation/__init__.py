"""A simulation of a change beside one of what is in force: same months, people and luck."""
