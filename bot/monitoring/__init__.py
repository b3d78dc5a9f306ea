"""Metrics, health and readiness of a running process, over HTTP."""
