"""Measurements that print their figures beside their targets; each runs by itself."""
