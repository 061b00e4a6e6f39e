"""What every finding runs on: declaration, runner, store, verdicts, scoreboard, drawing."""
