"""Running: a bounded pool of threads, model runs, agent runs."""
