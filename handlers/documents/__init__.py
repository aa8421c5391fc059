"""The PDF of a stage: records and the bundle's templates in, a stored document out."""
