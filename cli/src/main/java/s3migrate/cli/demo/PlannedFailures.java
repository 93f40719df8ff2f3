package s3migrate.cli.demo;

/// What the demo does wrong on purpose, to show where it ends.
///
/// @param deniedKey an object nobody may read
/// @param malformed a message nobody can do
record PlannedFailures(String deniedKey, String malformed) {

    /// Beside the generated objects: a copy ordered by another system that forgot to say of what.
    static final PlannedFailures GENERATED =
            new PlannedFailures(
                    GeneratedObjects.DENIED_KEY,
                    """
                    {"Src_bucket": "%s", "Des_bucket": "%s", "Des_key": "copy"}\
                    """
                            .formatted(SandboxAws.SOURCE_BUCKET, SandboxAws.DESTINATION_BUCKET));
}
