"""Adds one thing to pyproject.toml: `bdist_wheel --with-kernels`, for a wheel that needs no compiler."""

import platform
import sys
from pathlib import Path
from typing import ClassVar

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class BdistWheel(bdist_wheel):
    user_options: ClassVar = [
        *bdist_wheel.user_options,
        ("with-kernels", None, "compile the kernels of every instruction set into the wheel"),
    ]
    boolean_options: ClassVar = [*bdist_wheel.boolean_options, "with-kernels"]

    def initialize_options(self):
        super().initialize_options()
        self.with_kernels = False

    def finalize_options(self):
        if self.with_kernels:
            # What is left there from one kind of wheel would go into the other.
            self.distribution.get_command_obj("build").build_base = "build/with-kernels"
        super().finalize_options()

    def run(self):
        if self.with_kernels:
            # From the checkout: this needs nothing but the standard library.
            sys.path.insert(0, str(Path(__file__).parent))
            from kernels.build import bundle

            build = self.get_finalized_command("build")
            bundle(Path(build.build_lib, "kernels", "built"), _say)
        super().run()

    def get_tag(self):
        """Any Python: the libraries know nothing of it. The C library must be as new as the one here."""
        if not self.with_kernels:
            return super().get_tag()
        name, version = platform.libc_ver()
        if name != "glibc":
            raise SystemExit("A wheel with kernels can be made on Linux with glibc only.")
        return "py3", "none", f"manylinux_{version.replace('.', '_')}_{platform.machine()}"


def _say(part, num_done, num_parts):
    print(f"kernels: {part} ({num_done} of {num_parts})", flush=True)


setup(cmdclass={"bdist_wheel": BdistWheel})
