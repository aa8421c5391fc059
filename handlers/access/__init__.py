"""Who works here and with which roles, as far as that is said by hand and not by the extract."""
