"""The model families, one file each. Importing this package registers them: a new file is a new family."""

from importlib import import_module
from pkgutil import iter_modules

from models.families.family import Family, GGUFForm, family_of, gguf_form, hf_family, register

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["Family", "GGUFForm", "family_of", "gguf_form", "hf_family", "register"]
