"""Small trained models in numpy: what they see of a sentence, how they judge it, and their weights (models/)."""
