"""Runs that are killed, files that change, caches that are damaged: is every result that of an undisturbed run?"""
