"""What they agreed: parties, text, focus areas, validity, revision, signing."""
