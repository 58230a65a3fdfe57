"""Certificates that a server cannot use are told at its start, each by what is wrong with it."""

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from serving.cli.tls import TlsFiles
from serving.errors import StartupError


def refused(cert, key) -> str:
    with pytest.raises(StartupError) as raised:
        TlsFiles.of(cert, key).check()
    return str(raised.value)


def test_a_pair_is_good_and_none_is_no_tls(certificate):
    cert, key = certificate
    assert TlsFiles.of(cert, key).check() is None
    assert TlsFiles.of(None, None) is None


def test_the_key_may_be_in_the_certificates_file(certificate, tmp_path):
    both = tmp_path / "both.pem"
    both.write_bytes(b"".join(path.read_bytes() for path in certificate))
    assert TlsFiles.of(both, None).check() is None


def test_a_key_goes_with_a_certificate(certificate):
    with pytest.raises(StartupError, match="--tls-key goes with --tls-cert"):
        TlsFiles.of(None, certificate[1])


def test_a_file_that_is_not_there_is_named(certificate, tmp_path):
    cert, key = certificate
    missing = tmp_path / "none.pem"
    assert refused(missing, key) == f"--tls-cert {missing} cannot be read: No such file or directory."
    assert refused(cert, missing) == f"--tls-key {missing} cannot be read: No such file or directory."


def test_another_certificates_key_is_refused(make_certificate):
    (cert, _), (_, key) = make_certificate("one"), make_certificate("other")
    assert refused(cert, key) == f"--tls-key {key} is not the key of --tls-cert {cert}."


def test_what_is_no_certificate_is_refused(certificate, tmp_path):
    cert, key = certificate
    text = tmp_path / "text.pem"
    text.write_text("hello")
    for pair in ((text, key), (cert, text), (cert, None)):
        assert "must be PEM files with a certificate and its private key" in refused(*pair)


def test_an_encrypted_key_is_refused_with_what_to_do(certificate, tmp_path):
    cert, key = certificate
    encrypted = tmp_path / "encrypted.pem"
    private = load_pem_private_key(key.read_bytes(), None)
    encrypted.write_bytes(
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x"))
    )
    assert refused(cert, encrypted).startswith(f"--tls-key {encrypted} is encrypted")
    assert f"openssl pkey -in {encrypted}" in refused(cert, encrypted)


def test_one_that_is_out_of_date_is_a_warning(make_certificate):
    assert "the certificate ended on" in TlsFiles.of(*make_certificate("old", days=-1)).check()
