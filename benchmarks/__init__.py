"""Figures of otel_kit beside its rivals', measured in the same run; `python -m benchmarks` prints them all."""
