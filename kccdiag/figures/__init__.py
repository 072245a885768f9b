"""One drawing for each question, at the size of a slide."""
