"""Manifests and protocols of a correspondence, to come."""
