package s3migrate.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import s3migrate.object.ObjectLocation;

/// How a source key becomes a destination key: `destinationPrefix` + the source key, byte for byte,
/// or what follows `sourcePrefix` if that is stripped. Keys keep their order under it.
public record KeyMapping(String sourcePrefix, String destinationPrefix, boolean strips) {

    /// What became of a key.
    public sealed interface Mapped {

        record To(String key) implements Mapped {}

        /// S3 has no such key; `reason` says why.
        record Impossible(String reason) implements Mapped {}
    }

    /// The destination key of a key of this route's source.
    public Mapped destinationKey(String sourceKey) {
        if (!sourceKey.startsWith(sourcePrefix)) {
            throw new IllegalArgumentException(
                    "source key \"%s\": accepted are keys under \"%s\""
                            .formatted(sourceKey, sourcePrefix));
        }
        String key = destinationBound(sourceKey);
        int bytes = key.getBytes(UTF_8).length;
        if (bytes < 1 || bytes > ObjectLocation.MAX_KEY_BYTES) {
            return new Mapped.Impossible(
                    "destination key of %,d bytes (prefix \"%s\" and source key %s): accepted are 1 to %,d"
                            .formatted(
                                    bytes,
                                    destinationPrefix,
                                    Faults.shorten(sourceKey),
                                    ObjectLocation.MAX_KEY_BYTES));
        }
        return new Mapped.To(key);
    }

    /// Where the destination keys of source keys up to this one end; maybe longer than a key.
    public String destinationBound(String sourceKey) {
        return destinationPrefix + (strips ? rest(sourceKey) : sourceKey);
    }

    /// The source key that this mapping brings to `destinationKey`; empty if none does.
    public Optional<String> sourceKey(String destinationKey) {
        if (!destinationKey.startsWith(destinationRange())) {
            return Optional.empty();
        }
        String rest = destinationKey.substring(destinationPrefix.length());
        return Optional.of(strips ? sourcePrefix + rest : rest).filter(key -> !key.isEmpty());
    }

    /// The prefix of every destination key, and of no key that is not one: what to list.
    public String destinationRange() {
        return strips ? destinationPrefix : destinationPrefix + sourcePrefix;
    }

    private String rest(String sourceKey) {
        return sourceKey.substring(sourcePrefix.length());
    }
}
