"""Where agents run programs: a workspace for each, and a sandbox around it while something runs."""
