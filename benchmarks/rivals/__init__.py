"""The rivals: environments of their own (`setup`), driven as processes (`client`, `worker`)."""
