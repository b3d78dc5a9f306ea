"""What monitoring sees of a running process: metrics, health and readiness, over HTTP."""
