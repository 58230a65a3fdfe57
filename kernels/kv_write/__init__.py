"""Store the K and V of new tokens in their slots of the paged cache."""
