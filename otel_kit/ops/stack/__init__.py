"""The local stack: build, run and stop its servers."""
