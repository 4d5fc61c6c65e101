"""Whom or what statements and sentences are for or against."""
