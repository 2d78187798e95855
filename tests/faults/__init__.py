"""Proof that nothing is lost after the collector has said yes: a steady, numbered load, a fault, and a count.

make faults                                     every scenario, and a table
python -m faults --only tempo-killed …          some of them (from tests/)
"""
