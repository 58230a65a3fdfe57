"""The graphs through neuronx-distributed (AWS Neuron SDK 2.31): trn1, and trn2 until it ends there."""
