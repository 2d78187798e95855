"""The demo: leadflow under load on the local stack, watched link by link."""
