"""Configuration for sites beyond the laptop: what a server cannot expand itself is written out for the site.

deploy/compose and deploy/systemd use it; deploy/kubernetes takes the files as they are, by kustomize.
"""

from __future__ import annotations

from otel_kit.ops.deploy._operator import generate as generate_operator
from otel_kit.ops.deploy._render import RULES_ENVIRONMENT, render
from otel_kit.ops.deploy._sites import SITES, Site

__all__ = ["RULES_ENVIRONMENT", "SITES", "Site", "generate_operator", "render"]
