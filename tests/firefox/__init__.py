"""The journeys of a reader in Firefox: `make test-firefox`."""
