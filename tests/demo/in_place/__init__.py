"""Tests that share one loading of the demo."""
