package s3migrate.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.KeyMapping.Mapped;

/// One source bucket and prefix, one destination bucket and prefix, and options. `name` is its
/// identity in messages, ledger and reports. The destination prefix, if there is one, ends with
/// '/'.
public record Route(
        String name, BucketPrefix source, BucketPrefix destination, RouteOptions options) {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final String ACCEPTED_NAME = "1 to 64 letters, digits, '.', '_' or '-'";

    private static final int NAME_HEX_DIGITS = 12;

    public Route {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "route name \"%s\": accepted is %s".formatted(name, ACCEPTED_NAME));
        }
        destination = destination.asFolder();
    }

    /// A route by its default name.
    public static Route of(BucketPrefix source, BucketPrefix destination, RouteOptions options) {
        return new Route(defaultName(source, destination), source, destination, options);
    }

    /// The first 12 hex digits of the SHA-256 of source bucket, source prefix, destination bucket
    /// and destination prefix with its '/': UTF-8, one zero byte between each two.
    static String defaultName(BucketPrefix source, BucketPrefix destination) {
        var folder = destination.asFolder();
        String hashed =
                String.join(
                        "\0", source.bucket(), source.prefix(), folder.bucket(), folder.prefix());
        return HexFormat.of().formatHex(sha256(hashed)).substring(0, NAME_HEX_DIGITS);
    }

    /// What is copied where, as text: with another a name stands for another migration.
    public String ends() {
        return "%s to %s%s"
                .formatted(
                        source,
                        destination,
                        options.stripSourcePrefix() ? ", strip_src_prefix" : "");
    }

    public KeyMapping mapping() {
        return new KeyMapping(source.prefix(), destination.prefix(), options.stripSourcePrefix());
    }

    /// Why an object this route covers is not one of those it is about; empty if it is.
    public Optional<String> leavesOut(ObjectSummary object, Instant now) {
        return options.filter()
                .reason(
                        new Filter.Known(
                                name(object.key()),
                                OptionalLong.of(object.size()),
                                Optional.of(object.lastModified()),
                                Optional.of(object.storageClass())),
                        now);
    }

    /// What filters know a source key by.
    public String name(String sourceKey) {
        return sourceKey.substring(source.prefix().length());
    }

    public boolean covers(ObjectLocation object) {
        return source.covers(object);
    }

    /// The destination key of a source object this route covers.
    public Mapped destinationOf(ObjectLocation object) {
        return mapping().destinationKey(object.key());
    }

    /// Whether a copy of the one object is the other by this route.
    public boolean maps(ObjectLocation from, ObjectLocation to) {
        return covers(from)
                && destination.bucket().equals(to.bucket())
                && destinationOf(from).equals(new Mapped.To(to.key()));
    }

    /// Where all copies of this route lie.
    public BucketPrefix destinationRange() {
        return new BucketPrefix(destination.bucket(), mapping().destinationRange());
    }

    /// Whether a copy this route makes can be a source of `that`.
    public boolean feeds(Route that) {
        return destinationRange().overlaps(that.source);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
