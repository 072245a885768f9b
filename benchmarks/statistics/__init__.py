"""What the statistics cost: the scan for silos, and every interval beside two thousand resamples of the cases."""
