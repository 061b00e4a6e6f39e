"""The league of advice: which worlds are run for it, what becomes of them, and which claims they judge."""
