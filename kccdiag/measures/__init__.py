"""What is measured, one module for each question; none knows another."""
