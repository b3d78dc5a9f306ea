"""Whether this run is `make soak`, which tries far more than a usual one."""

import os

#: How many times as much, for what has no number of its own; 1 in a usual run.
SOAK = int(os.environ.get("VEO_SOAK", "1"))
IS_SOAK = SOAK > 1
