"""Operations by hand on one instance, each with a dry run: what an administrator may do to it."""
