"""How an engagement, a diagnosis and its findings show themselves in a notebook."""
