"""otel_kit."""
