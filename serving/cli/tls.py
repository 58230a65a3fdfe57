"""The certificate and key of a server that speaks TLS, checked before anything slow begins."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from serving.errors import StartupError


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """PEM files; the key may be in the certificate's."""

    cert: Path
    key: Path

    @classmethod
    def of(cls, cert: Path | None, key: Path | None) -> TlsFiles | None:
        """None: no TLS. Raises StartupError for a key without a certificate."""
        if cert is None:
            if key is not None:
                raise StartupError("--tls-key goes with --tls-cert, which is missing.")
            return None
        return cls(cert, key or cert)

    def check(self) -> str | None:
        """What to warn of. Raises StartupError where no server could use them."""
        cert = _read("--tls-cert", self.cert)
        _read("--tls-key", self.key)
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.cert, self.key, self._no_password)
        except ssl.SSLError as error:
            raise self._refused(error) from error
        return _out_of_date(cert)

    def _no_password(self) -> str:
        raise StartupError(
            f"--tls-key {self.key} is encrypted, and there is nobody to ask for its password. Decrypt it: "
            f"openssl pkey -in {self.key} -out KEY."
        )

    def _refused(self, error: ssl.SSLError) -> StartupError:
        if error.reason == "KEY_VALUES_MISMATCH":
            return StartupError(f"--tls-key {self.key} is not the key of --tls-cert {self.cert}.")
        return StartupError(
            f"--tls-cert {self.cert} and --tls-key {self.key} must be PEM files with a certificate and its "
            f"private key: {error.reason or error}."
        )


def _read(flag: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StartupError(f"{flag} {path} cannot be read: {error.strerror}.") from error


def _out_of_date(cert: bytes) -> str | None:
    from cryptography.x509 import load_pem_x509_certificates

    first, now = load_pem_x509_certificates(cert)[0], datetime.now(UTC)
    if now > first.not_valid_after_utc:
        return f"the certificate ended on {first.not_valid_after_utc:%Y-%m-%d}: clients will refuse it."
    if now < first.not_valid_before_utc:
        return f"the certificate begins on {first.not_valid_before_utc:%Y-%m-%d}: clients will refuse it."
    return None
