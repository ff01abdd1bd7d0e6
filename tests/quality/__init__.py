"""How good the analysis is on texts that people have annotated, and the floors that no change may fall below."""
