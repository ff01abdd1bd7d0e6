"""`python -m generator` is the same as `readingroom`."""

from generator.cli import run

if __name__ == "__main__":
    run()
