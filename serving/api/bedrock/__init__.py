"""The dialect of Amazon Bedrock's runtime: Converse, InvokeModel, and how tokens are counted."""
