"""The operator's side: the `otel-kit` command and what stands behind it. Never imported by a service."""
