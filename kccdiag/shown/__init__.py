"""What figures, slides, the report and the explorer show alike, without drawing any of it."""
