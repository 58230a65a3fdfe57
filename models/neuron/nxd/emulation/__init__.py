"""An emulation of the part of neuronx_distributed that we call, for machines without the Neuron SDK.

It is not AWS's software and says nothing about a chip: no NEFF is made, nothing is timed, memory is not
limited. What it does: the graphs are traced by torch.export and executed on the CPU, one thread per rank,
with states and weights per rank; names, parameters and errors are those of neuronx_distributed (public
source, version 0.18).
"""
