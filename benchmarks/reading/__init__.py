"""What it costs to read an export, beside the plain reader of the library that is used for it and its peers."""
