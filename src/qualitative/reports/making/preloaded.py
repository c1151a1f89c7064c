"""A papermill engine whose kernel is forked from a process that has the libraries loaded already.

The same kernel, client and messages as papermill's own engine, so that outputs are equal; only the start differs. Linux only: elsewhere a fork
after such imports is not safe, and papermill's own engine serves.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from papermill.engines import NBClientEngine, papermill_engines

__all__ = ["ENGINE", "PreloadedEngine", "can_fork", "preload"]

ENGINE = "preloaded"


def can_fork() -> bool:
    """Whether this platform can run the engine."""
    return sys.platform == "linux"


def preload() -> None:
    """Import what every report needs, once, before processes are forked."""
    import ipykernel.kernelapp  # noqa: F401
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg
    import matplotlib.figure
    import matplotlib.font_manager
    import pandas  # noqa: F401
    import spacy  # noqa: F401  (claims whose contrary evidence was looked for by words need it)

    import qualitative.reports.formats.table
    import qualitative.reports.sections  # noqa: F401
    from qualitative.i18n import LANGUAGES, format_date, format_number
    from qualitative.reports.page.labels import words_of
    from qualitative.reports.page.model import Report
    from qualitative.reports.page.vocabulary import word
    from qualitative.text.tokens import blank_pipeline

    matplotlib.font_manager.fontManager.findfont("DejaVu Sans")
    for language in LANGUAGES:
        # catalogues, locales and pipelines are read when first used
        blank_pipeline(language)
        words_of(Report("findings", language, "", "", "", (), ()))
        word("informant", language)
        format_number(1.5, language)
        format_date("2024-05-06", language)
    # what is here stays: a collection in a forked process would touch, and so copy, every page of it
    gc.collect()
    gc.freeze()


class _WaitingKernel:
    """A forked process that waits for its command line, with the face of a Popen that the provisioner needs."""

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        read, self._write = os.pipe()
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._write)
            _become_kernel(read)
        os.close(read)

    def begin(self, arguments: list[str], folder: str | None, environment: dict[str, str]) -> None:
        """Let it run as a kernel."""
        with os.fdopen(self._write, "w") as pipe:
            json.dump({"arguments": arguments, "folder": folder, "environment": environment}, pipe)

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self) -> int:
        """The exit code, once it ended."""
        while self.poll() is None:
            time.sleep(0.01)
        return self.returncode or 0

    def send_signal(self, number: int) -> None:
        """Send a signal while it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def _become_kernel(read: int) -> None:
    """In the forked process: wait for the command line, then be the kernel; never return."""
    code = 1
    try:
        with os.fdopen(read) as pipe:
            text = pipe.read()
        if text:
            order = json.loads(text)
            os.environ.clear()
            os.environ.update(order["environment"])
            os.chdir(order["folder"] or ".")
            os.setsid()
            sys.argv = order["arguments"]
            from ipykernel.kernelapp import IPKernelApp

            IPKernelApp.launch_instance(argv=order["arguments"][1:])
        code = 0
    finally:
        os._exit(code)


class _Provisioner(LocalProvisioner):
    """Lets a waiting kernel begin instead of starting a program."""

    waiting: _WaitingKernel

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Hand the arguments after `python -m module` to the waiting kernel; the connection info."""
        environment = {key: str(value) for key, value in (kwargs.get("env") or os.environ).items()}
        # the kernel ends when this process does; it reads the variable of that name when it is imported, which is past
        cmd = [*cmd, f"--IPKernelApp.parent_handle={os.getpid()}"]
        self.waiting.begin(cmd[cmd.index("-m") + 1 :], kwargs.get("cwd"), environment)
        self.process = self.waiting  # type: ignore[assignment]  # has what the provisioner calls of a Popen
        self.pid, self.pgid = self.waiting.pid, self.waiting.pid
        return self.connection_info


class PreloadedEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """`papermill.execute_notebook(…, engine_name="preloaded")`, after `preload()` in the same process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Fork the kernel before any loop or socket exists here, then run as papermill does."""
        kernel = _WaitingKernel()

        class Manager(AsyncKernelManager):
            async def _async_pre_start_kernel(self, **more: Any) -> Any:
                if self.provisioner is None:
                    self.kernel_id = self.kernel_id or str(uuid4())
                    self.provisioner = _Provisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
                    self.provisioner.waiting = kernel
                return await super()._async_pre_start_kernel(**more)

        try:
            return super().execute_managed_notebook(nb_man, kernel_name, kernel_manager_class=Manager, **options)
        finally:
            kernel.kill()


papermill_engines.register(ENGINE, PreloadedEngine)
