package s3migrate.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import s3migrate.route.BucketPrefix;

/// `s3://bucket` or `s3://bucket/prefix`. A prefix is taken as a folder, as other tools take it:
/// `s3://a/p` means the keys under `p/`.
public record S3Uri(String bucket, String prefix) {

    private static final String SCHEME = "s3://";

    static S3Uri parse(String text) {
        int slash = text.indexOf('/', SCHEME.length());
        String bucket =
                !text.startsWith(SCHEME)
                        ? ""
                        : slash < 0
                                ? text.substring(SCHEME.length())
                                : text.substring(SCHEME.length(), slash);
        if (bucket.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"%s\": accepted is s3://bucket or s3://bucket/prefix".formatted(text));
        }
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        return new S3Uri(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /// The same as one end of a route.
    public BucketPrefix toRoute() {
        return new BucketPrefix(bucket, prefix);
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix;
    }

    /// Reads it from the command line.
    public static final class Converter implements ITypeConverter<S3Uri> {
        @Override
        public S3Uri convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }
}
