package s3migrate.route;

/// How objects are cut and sent. Sizes are bytes. `small` and below travel in one GET and one PUT,
/// `huge` and above are cut into slices for several workers; `partsAtOnce` is parts of one object
/// or objects of one batch, `attempts` is tries per part above the SDK's own.
public record CopySettings(
        long partBytes, int partsAtOnce, int attempts, long smallBytes, long hugeBytes) {

    static CopySettings read(SettingsReader env) {
        return new CopySettings(
                part(env),
                (int) env.wholeNumber("MaxThread", 20, 1, 1_000),
                (int) env.wholeNumber("MaxRetry", 3, 1, 100),
                small(env),
                env.mib("HugeMiB", 4_096, 64, 50_000_000));
    }

    static long part(SettingsReader env) {
        return env.mib("PartMiB", 64, 5, 5_120);
    }

    static long small(SettingsReader env) {
        return env.mib("SmallMiB", 64, 1, 1_024);
    }
}
