"""Every sentence that is not a fact, in Japanese and English."""
