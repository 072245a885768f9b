"""Engines that hold tables of integers and run queries over them; nothing here knows of organisations."""
