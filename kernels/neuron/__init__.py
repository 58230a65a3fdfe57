"""What the NKI kernels for Trainium share: finding NKI, the switches, a NumPy stand-in for tests."""
