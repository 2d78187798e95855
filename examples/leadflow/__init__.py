"""Leadflow: leads come in at a storefront, a worker enriches them, a portal keeps accounts and takes orders."""

VERSION = "1.4.0"  # of all three services: they are deployed together
