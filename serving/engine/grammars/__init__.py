"""What a reply must be: schemas and expressions, compiled into masks."""
