"""What people may ask for or report: processes that they start themselves."""
