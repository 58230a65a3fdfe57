"""What `tenure doctor` looks at: one function for each thing, one file for each kind of thing."""
