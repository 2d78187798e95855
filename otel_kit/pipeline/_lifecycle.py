"""The process' turning points: it forks, it ends, it is asked to end."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

from otel_kit._guard import guarded
from otel_kit.pipeline._endings import deliver_after_server_shutdown, deliver_before_pool_exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_AFTER_OTHER_FINALIZERS = -100


class Lifecycle:
    """Calls `in_child` in each forked child and `at_end` before the process ends, however it does."""

    def __init__(
        self, in_child: Callable[[], None], deliver: Callable[[], object], at_end: Callable[[], object]
    ) -> None:
        """Nothing happens before `watch`. `deliver` sends all of now where the end is near and not yet there."""
        self._in_child = in_child
        self._deliver = deliver
        self._at_end = at_end

    def watch(self) -> None:
        """Register with the interpreter, once in a process' life: none of this can be taken back."""
        os.register_at_fork(after_in_child=self._forked)
        atexit.register(self._end)
        self._tell_process_modules()
        deliver_after_server_shutdown(guarded("pipeline.exit")(self._deliver))
        self._end_on_sigterm()

    @guarded("pipeline.fork")
    def _forked(self) -> None:
        self._in_child()
        self._tell_process_modules()

    @guarded("pipeline.exit")
    def _end(self) -> None:
        self._at_end()

    def _tell_process_modules(self) -> None:
        """Reach the ends of children that leave by os._exit and know nothing of atexit."""
        util = sys.modules.get("multiprocessing.util")
        if util is None:
            return
        # A new child forgets the finalizers that it inherited, and then runs what is registered for after the fork.
        util.register_after_fork(self, lambda lifecycle: lifecycle.finalize_with(util))
        self.finalize_with(util)
        deliver_before_pool_exit(self._end)

    def finalize_with(self, util: Any) -> None:
        """Let multiprocessing, and billiard with it, call the end."""
        util.Finalize(None, self._end, exitpriority=_AFTER_OTHER_FINALIZERS)

    def _end_on_sigterm(self) -> None:
        """Deliver before dying of SIGTERM, where nobody else handles it; the process still dies of it."""
        if threading.current_thread() is not threading.main_thread():
            return
        if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
            signal.signal(signal.SIGTERM, self._terminated)

    def _terminated(self, number: int, _frame: FrameType | None) -> None:
        self._end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
