"""Leadflow: leads come in at a storefront, a worker enriches them, a portal keeps accounts and takes orders."""
