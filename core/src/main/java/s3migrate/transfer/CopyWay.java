package s3migrate.transfer;

import java.util.List;
import s3migrate.route.RouteOptions.Copy;
import s3migrate.route.RouteOptions.Fallback;
import s3migrate.route.SettingsException;
import s3migrate.store.ServerSideCopies;

/// Which way the objects of a route go, and why: decided once by facts, so that no refusal is
/// answered by the dearer way in silence.
public sealed interface CopyWay {

    /// As a person reads it behind "because".
    String reason();

    /// Bytes pass through us: the only way between two sets of credentials.
    record Streaming(String reason) implements CopyWay {}

    /// S3 moves the bytes. With `fallsBack`, an object it refuses to copy is streamed.
    record ServerSide(String reason, boolean fallsBack, Sizes sizes) implements CopyWay {}

    /// What S3 takes in one request.
    ///
    /// @param wholeBytes up to this size an object is one CopyObject
    /// @param partBytes preferred size of a copied part
    /// @param partsAtOnce copied parts of one object in flight
    record Sizes(long wholeBytes, long partBytes, int partsAtOnce) {

        private static final long MIB = 1L << 20;

        /// CopyObject takes 5 GiB (S3 user guide); parts of this size cost a request per half a GiB
        /// and are done in seconds.
        public static final Sizes OF_S3 = new Sizes(5L << 30, 512 * MIB, 64);

        /// With no more parts at once than there are connections.
        public Sizes withConnections(int connections) {
            return new Sizes(wholeBytes, partBytes, Math.min(partsAtOnce, connections));
        }
    }

    /// What a route wishes, as far as the facts allow.
    ///
    /// @throws SettingsException if only S3 is to copy, and it cannot
    static CopyWay of(Copy wish, Fallback fallback, ServerSideCopies facts, Sizes sizes) {
        return switch (wish) {
            case STREAM -> new Streaming("it is asked for");
            case AUTO ->
                    facts.possible()
                            ? serverSide(fallback, facts, sizes)
                            : new Streaming(facts.reason());
            case SERVER -> {
                if (!facts.possible()) {
                    throw new SettingsException(
                            "copy",
                            List.of(
                                    "server: S3 cannot copy here by itself, because %s; accepted are auto and stream"
                                            .formatted(facts.reason())));
                }
                yield serverSide(fallback, facts, sizes);
            }
        };
    }

    private static CopyWay serverSide(Fallback fallback, ServerSideCopies facts, Sizes sizes) {
        return new ServerSide(facts.reason(), fallback == Fallback.STREAM, sizes);
    }

    /// One line for log and screen.
    default String text() {
        return switch (this) {
            case Streaming streaming -> "through us, because " + streaming.reason();
            case ServerSide within -> "within S3, because " + within.reason();
        };
    }
}
