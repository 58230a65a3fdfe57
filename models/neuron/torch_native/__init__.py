"""The graphs through TorchNeuron (AWS Neuron SDK 2.33 and newer): torch.compile, for trn2 and trn3."""
