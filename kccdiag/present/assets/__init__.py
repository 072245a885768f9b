"""Style sheets and scripts that several forms show; nothing in them is fetched from elsewhere."""
