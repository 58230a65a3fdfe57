import pytest

from serving.cli.sizes import MemorySize, format_bytes, parse_memory, parse_num_bytes


@pytest.mark.parametrize(
    ("text", "num_bytes"),
    [
        ("2GB", 2_000_000_000),
        ("2GiB", 2 * 2**30),
        ("2g", 2 * 2**30),
        ("512MiB", 512 * 2**20),
        ("1.5 MB", 1_500_000),
        ("1048576", 1_048_576),
        ("64k", 65_536),
    ],
)
def test_an_amount_has_a_decimal_or_a_binary_unit(text: str, num_bytes: int) -> None:
    assert parse_memory(text) == MemorySize(num_bytes=num_bytes)
    assert parse_num_bytes(text) == num_bytes


@pytest.mark.parametrize(("text", "share"), [("40%", 0.4), ("0.4", 0.4), ("100%", 1.0), (".25", 0.25)])
def test_a_share_is_taken_of_what_is_free_when_it_is_asked(text: str, share: float) -> None:
    size = parse_memory(text)
    assert size.share == pytest.approx(share)
    assert size.resolve(1_000_000) == pytest.approx(share * 1_000_000)


@pytest.mark.parametrize("text", ["", "lots", "2QB", "-1GB", "150%", "0%", "1GB2", "nan", "0"])
def test_what_is_no_size_is_refused_with_the_text_in_the_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"size|unit|share|less than one byte"):
        parse_memory(text)


def test_an_amount_may_be_nothing() -> None:
    assert parse_num_bytes("0") == 0


def test_a_body_limit_cannot_be_a_share() -> None:
    with pytest.raises(ValueError, match="not a size"):
        parse_num_bytes("40%")


@pytest.mark.parametrize(
    ("num_bytes", "text"), [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (250 * 2**20, "250 MiB")]
)
def test_bytes_are_shown_in_binary_units(num_bytes: int, text: str) -> None:
    assert format_bytes(num_bytes) == text
