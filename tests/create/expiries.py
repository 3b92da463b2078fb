"""An expiry that several tests send."""

import time

from harness.clock import DAY
from harness.payloads import fixed_date

# After the end of any badge here, and not so far ahead that a server might refuse it.
IN_A_QUARTER = fixed_date(round(time.time() / DAY + 90) * DAY)
