"""Names of models as Bedrock's clients write them."""

from __future__ import annotations


def served_name(model_id: str) -> str:
    """Of an ARN what it ends with: arn:aws:bedrock:REGION:ACCOUNT:foundation-model/NAME."""
    return model_id.rpartition("/")[2] if model_id.startswith("arn:") else model_id
