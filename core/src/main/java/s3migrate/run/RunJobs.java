package s3migrate.run;

/// How many objects that a run handed over have come to an end so far, by its evidence, and how
/// many of them failed.
public record RunJobs(long ended, long failed) {}
