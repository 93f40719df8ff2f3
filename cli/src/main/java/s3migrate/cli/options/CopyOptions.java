package s3migrate.cli.options;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.SettingsException;

/// What becomes of copies, and how they are made, by the names and values of aws-cli where it has
/// them.
public final class CopyOptions {

    private static final String WITHOUT_TAGS = "metadata-directive";
    private static final String OVERWRITE = "overwrite";

    @Option(
            names = "--storage-class",
            paramLabel = "CLASS",
            description = {
                "Storage class of copies (default: as the source has it). Objects below 128 KiB stay out of",
                "STANDARD_IA, ONEZONE_IA and GLACIER_IR, where they would cost more."
            })
    private @Nullable String storageClass;

    @Option(
            names = "--acl",
            paramLabel = "ACL",
            description =
                    "Canned ACL of copies, such as bucket-owner-full-control (default: none is asked for).")
    private @Nullable String acl;

    @Option(
            names = "--sse",
            paramLabel = "ALGORITHM",
            arity = "0..1",
            fallbackValue = "AES256",
            description = {
                "Encryption at rest that copies ask for: AES256 (the default without a value), aws:kms or",
                "aws:kms:dsse (default: the bucket's own)."
            })
    private @Nullable String sse;

    @Option(
            names = "--sse-kms-key-id",
            paramLabel = "KEY",
            description = "With --sse aws:kms: id, alias or ARN of the key.")
    private @Nullable String keyId;

    @Option(
            names = "--sse-bucket-key",
            description = "With --sse aws:kms: a bucket key, which saves most requests to KMS.")
    private boolean bucketKey;

    @Option(
            names = "--object-lock",
            paramLabel = "MODE",
            description = {
                "keep: the source's retention and legal hold; GOVERNANCE or COMPLIANCE: --retain-days from now",
                "on (default: what the bucket does)."
            })
    private @Nullable String objectLock;

    @Option(
            names = "--retain-days",
            paramLabel = "N",
            description = "With --object-lock GOVERNANCE or COMPLIANCE: how long.")
    private @Nullable String retainDays;

    @Option(
            names = "--overwrite",
            paramLabel = "WHICH",
            description = {
                "What happens to an object that is at the destination: newer: if it differs, the source's goes",
                "over it; never: it stays; always: it is written even if equal (default: newer)."
            })
    private @Nullable String overwrite;

    @Option(
            names = "--require",
            paramLabel = "PROOF",
            description = {
                "The least that proves a copy: checksum, etag or size. One with less is a failure (default:",
                "size)."
            })
    private @Nullable String require;

    @Option(
            names = "--etag-parity",
            description =
                    "Parts of the source's sizes, so that ETags are equal; a request more an object.")
    private boolean etagParity;

    @Option(
            names = "--copy",
            paramLabel = "WAY",
            description = {
                "Who moves the bytes: server (S3 itself), stream (this machine), or auto: S3 where one",
                "profile reaches both sides in one partition or at one endpoint (default: auto)."
            })
    private @Nullable String copy;

    @Option(
            names = "--fallback",
            paramLabel = "WAY",
            description =
                    "stream: what S3 refuses to copy by itself goes through this machine (default: it fails).")
    private @Nullable String fallback;

    @Option(
            names = "--request-payer",
            paramLabel = "WHO",
            arity = "0..1",
            fallbackValue = "requester",
            description =
                    "requester: pay where a bucket's requesters do; such a bucket wants it said.")
    private @Nullable String requestPayer;

    @Option(names = "--requester-pays", description = "The same as --request-payer requester.")
    private boolean requesterPays;

    @Option(
            names = "--copy-props",
            paramLabel = "WHICH",
            defaultValue = "default",
            description = {
                "default: headers, user metadata and tags go along; metadata-directive: all but tags",
                "(default: ${DEFAULT-VALUE})."
            })
    private String copyProps = "default";

    @Option(
            names = "--source-time",
            description =
                    "The source's Last-Modified goes along as user metadata source-last-modified.")
    private boolean sourceTime;

    /// Refuses what no option of a route says.
    public void check(Refusals refusals) {
        refusals.unlessOneOf("--copy-props", copyProps, List.of("default", WITHOUT_TAGS));
    }

    /// Whether somebody said what happens to objects that are there.
    public boolean overwriteAsked() {
        return overwrite != null;
    }

    /// Whether any of these was given that is about more than objects that are there.
    public boolean given() {
        var here = chosen();
        here.remove(OVERWRITE);
        return !here.equals(new CopyOptions().chosen());
    }

    /// The route with what was said about objects that are there.
    public Route over(Route route, Refusals refusals) {
        if (overwrite == null) {
            return route;
        }
        var said = read(Map.of(OVERWRITE, overwrite), refusals).overwrite();
        return new Route(
                route.name(),
                route.source(),
                route.destination(),
                route.options().withOverwrite(said));
    }

    /// The route's options, by their names there.
    public Map<String, String> chosen() {
        var options = new HashMap<String, String>();
        options.put("strip_src_prefix", "true");
        options.put("storage_class", storageClass == null ? "KEEP" : storageClass);
        options.put("tags", copyProps.equals(WITHOUT_TAGS) ? "drop" : "keep");
        options.put("source_time", String.valueOf(sourceTime));
        options.put("sse_bucket_key", String.valueOf(bucketKey));
        options.put("etag_parity", String.valueOf(etagParity));
        put(options, "acl", acl);
        put(options, "sse", sse);
        put(options, "sse_kms_key_id", keyId);
        put(options, "object_lock", objectLock);
        put(options, "retain_days", retainDays);
        put(options, OVERWRITE, overwrite);
        put(options, "require", require);
        put(options, "copy", copy);
        put(options, "fallback", fallback);
        put(options, "request_payer", requesterPays ? "requester" : requestPayer);
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /// Options of a route as options of the command line, with their faults named so.
    public static RouteOptions read(Map<String, String> options, Refusals refusals) {
        try {
            return RouteOptions.of(options);
        } catch (SettingsException wrong) {
            throw refusals.because(
                    wrong.faults().stream()
                            .map(CopyOptions::spelled)
                            .collect(Collectors.joining("\n")));
        }
    }

    /// The fault of an option of a route, as one of the command.
    private static String spelled(String fault) {
        int end = fault.indexOf(' ');
        return "--" + fault.substring(0, end).replace('_', '-') + fault.substring(end);
    }
}
