"""The translator's verbs: beginning a page, seeing what changed, marking it as done."""
