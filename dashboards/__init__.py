"""The dashboards that ship with otel_kit, one module each; `otel-kit dashboards build` writes build/ from them."""
