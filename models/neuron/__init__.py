"""The decoder as graphs of fixed shape for AWS Neuron, and what compiles, keeps and loads them."""
