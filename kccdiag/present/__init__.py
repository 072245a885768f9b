"""Forms in which a diagnosis meets its readers: slides, a report, an explorer."""
