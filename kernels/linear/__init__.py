"""y = x @ weight.T + bias, the weight packed once at load."""
