"""The kernels behind the pages: one each, gone when nobody looks at it."""

from __future__ import annotations

import time
from subprocess import DEVNULL
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Dict

UNSEEN_SECONDS = 300.0  # a page that closes says so; this is for a browser that crashed, and long for one that loads
LOOK_SECONDS = 15


class Kernels(AsyncMappingKernelManager):
    """Ends a kernel that no page has been connected to, or asked after, for five minutes.

    Jupyter's own rule counts from a kernel's last message: a kernel kept warm for an hour would then be ended in the
    very second between its page being sent and that page connecting.
    """

    unseen = Dict(help="When each kernel that no page is connected to was first found so.")

    async def start_kernel(self, **kwargs: Any) -> Any:  # type: ignore[override]
        """Start a kernel that writes nothing on the terminal: what goes wrong in a cell, the server says."""
        return await super().start_kernel(**{"stdout": DEVNULL, "stderr": DEVNULL, **kwargs})

    def saw(self, kernel_id: str) -> None:
        """Take note that a page asks after its kernel: one that loads does so before it connects."""
        self.unseen.pop(kernel_id, None)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel if it was without a page at each look for so long."""
        now = time.monotonic()
        if self._kernel_connections.get(kernel_id, 0):
            self.saw(kernel_id)
        elif now - self.unseen.setdefault(kernel_id, now) >= UNSEEN_SECONDS:
            del self.unseen[kernel_id]
            await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
