"""What operators look at: health, readiness, metrics and logs. All of it is off the public address (ADR 20)."""
