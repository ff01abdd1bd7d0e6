"""`python -m generator` is the same as `readingroom`."""

from generator.cli import main

if __name__ == "__main__":
    main()
