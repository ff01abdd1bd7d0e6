"""What the commands do, one module each; `generator.cli` names them and their options."""
