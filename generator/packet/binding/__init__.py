"""What the writers share: where links lead, files in a zip, languages from right to left."""
