package s3migrate.cli.options;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.SettingsException;

/// What copies have besides their bytes, by the names and values of aws-cli.
public final class CopyOptions {

    private static final String WITHOUT_TAGS = "metadata-directive";

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
            names = "--request-payer",
            paramLabel = "WHO",
            arity = "0..1",
            fallbackValue = "requester",
            description =
                    "requester: pay where a bucket's requesters do; such a bucket wants it said.")
    private @Nullable String requestPayer;

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

    /// The route's options.
    public RouteOptions route(Compare compare, Refusals refusals) {
        return route(compare, Map.of(), refusals);
    }

    /// The route's options, with more of them by the names that routes have for them.
    public RouteOptions route(Compare compare, Map<String, String> more, Refusals refusals) {
        refusals.unlessOneOf("--copy-props", copyProps, List.of("default", WITHOUT_TAGS));
        var options = new HashMap<>(more);
        options.put("strip_src_prefix", "true");
        options.put("compare", compare.name().toLowerCase(Locale.ROOT));
        options.put("storage_class", storageClass == null ? "KEEP" : storageClass);
        options.put("tags", copyProps.equals(WITHOUT_TAGS) ? "drop" : "keep");
        options.put("source_time", String.valueOf(sourceTime));
        put(options, "acl", acl);
        put(options, "sse", sse);
        put(options, "sse_kms_key_id", keyId);
        put(options, "request_payer", requestPayer);
        try {
            return RouteOptions.of(options);
        } catch (SettingsException wrong) {
            throw refusals.because(spelled(wrong.faults().getFirst()));
        }
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /// The fault of an option of a route, as one of the command.
    private static String spelled(String fault) {
        int end = fault.indexOf(' ');
        return "--" + fault.substring(0, end).replace('_', '-') + fault.substring(end);
    }
}
