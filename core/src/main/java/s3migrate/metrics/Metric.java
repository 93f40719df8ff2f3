package s3migrate.metrics;

/// Everything that is measured. What is zero is not written: a metric that does not occur costs
/// nothing.
public enum Metric {
    /// Written to their destination and proved.
    COPIED_OBJECTS("Copied-objects", Unit.COUNT, Scope.ALSO_BY_ROUTE),
    /// Deleted at their destination, as their route wants it.
    DELETED_OBJECTS("Deleted-objects", Unit.COUNT, Scope.ALL),
    /// Given up, each with its reason.
    FAILED_OBJECTS("Failed-objects", Unit.COUNT, Scope.ALSO_BY_ROUTE),
    /// Messages that nobody can read.
    MALFORMED_MESSAGES("Malformed-messages", Unit.COUNT, Scope.ALL),

    /// Skipped, because they were there.
    ALREADY_THERE_OBJECTS("Already-there-objects", Unit.COUNT, Scope.ALL),
    /// Skipped, because the source has them no more.
    SOURCE_GONE_OBJECTS("Source-gone-objects", Unit.COUNT, Scope.ALL),
    /// Skipped by the ignore list, or because an event was not about their bytes.
    IGNORED_OBJECTS("Ignored-objects", Unit.COUNT, Scope.ALL),

    /// To be tried again: throttled, a fault of the network, or in other hands.
    RETRIED_OBJECTS("Retried-objects", Unit.COUNT, Scope.ALL),
    /// Kept until somebody mends their route.
    PAUSED_OBJECTS("Paused-objects", Unit.COUNT, Scope.ALL),
    /// Begun anew, because their source changed in mid-copy.
    RESTARTED_OBJECTS("Restarted-objects", Unit.COUNT, Scope.ALL),
    /// Gone on with, where an earlier invocation had stopped or was killed.
    RESUMED_OBJECTS("Resumed-objects", Unit.COUNT, Scope.ALL),

    /// Tags of copied objects that their route leaves out.
    LEFT_OUT_TAGS("Left-out-tags", Unit.COUNT, Scope.ALL),
    /// Copied into STANDARD, as they would cost more in the class that was chosen.
    TOO_SMALL_FOR_CLASS_OBJECTS("Too-small-for-class-objects", Unit.COUNT, Scope.ALL),

    /// Of finished copies, those too that were given their headers in place.
    COMPLETED_BYTES("Completed-bytes", Unit.BYTES, Scope.ALSO_BY_ROUTE),
    /// Of those, what went through us.
    STREAMED_BYTES("Streamed-bytes", Unit.BYTES, Scope.ALL),
    /// Of those, what S3 moved by itself.
    SERVER_SIDE_BYTES("Server-side-bytes", Unit.BYTES, Scope.ALL),
    /// Written to destinations, as parts and small objects arrive there.
    UPLOADING_BYTES("Uploading-bytes", Unit.BYTES, Scope.ALL),

    /// Equal by the source's checksum.
    PROVED_BY_CHECKSUM("Proved-by-checksum", Unit.COUNT, Scope.ALL),
    /// Equal by our checksum over the bytes as they passed.
    PROVED_BY_OWN_CHECKSUM("Proved-by-own-checksum", Unit.COUNT, Scope.ALL),
    /// Equal by comparable ETags.
    PROVED_BY_ETAG("Proved-by-etag", Unit.COUNT, Scope.ALL),
    /// Equal by nothing but the size.
    PROVED_BY_SIZE("Proved-by-size", Unit.COUNT, Scope.ALL),

    /// What was spent, at list prices; sums of less than a tenth of a cent are left out.
    PRICE("Price-micro-USD", Unit.NONE, Scope.ALL),

    /// What the worker's process took at most, since it began.
    MAX_MEMORY_USED("MaxMemoryUsed", Unit.MEBIBYTES, Scope.ALL),

    /// Not at their destination, when a run came upon them. How many there are in all is in the log
    /// alone: it is the same hour after hour, and would be paid for.
    MISSING_OBJECTS("Missing-objects", Unit.COUNT, Scope.ALL),
    /// Other at their destination.
    CHANGED_OBJECTS("Changed-objects", Unit.COUNT, Scope.ALL),
    /// At the destination only.
    EXTRA_OBJECTS("Extra-objects", Unit.COUNT, Scope.ALL),
    /// In a storage class nobody can read from.
    ARCHIVED_OBJECTS("Archived-objects", Unit.COUNT, Scope.ALL),
    /// How far behind the route is that is furthest: since when it is not known to be complete, or,
    /// as long as it never was, since its latest comparison began. Written at each start, so that
    /// where it is missing none was started.
    LAG_SECONDS("Lag-seconds", Unit.SECONDS, Scope.ALL);

    /// Units of CloudWatch; memory and times are kept as the largest value.
    enum Unit {
        NONE("None"),
        COUNT("Count"),
        BYTES("Bytes"),
        MEBIBYTES("Megabytes"),
        SECONDS("Seconds");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        long merge(long one, long other) {
            return switch (this) {
                case NONE, COUNT, BYTES -> one + other;
                case MEBIBYTES, SECONDS -> Math.max(one, other);
            };
        }
    }

    /// Whether each route has a metric of its own beside that of all: CloudWatch has its price for
    /// each.
    enum Scope {
        ALL,
        ALSO_BY_ROUTE
    }

    private final String text;
    private final Unit unit;
    private final Scope scope;

    Metric(String text, Unit unit, Scope scope) {
        this.text = text;
        this.unit = unit;
        this.scope = scope;
    }

    /// Its name in CloudWatch. Those the earlier system had are as they were.
    public String text() {
        return text;
    }

    Unit unit() {
        return unit;
    }

    /// Whether it is the largest value there was, rather than a sum.
    public boolean isPeak() {
        return unit == Unit.MEBIBYTES || unit == Unit.SECONDS;
    }

    boolean isAlsoByRoute() {
        return scope == Scope.ALSO_BY_ROUTE;
    }
}
