package s3migrate.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import s3migrate.object.ObjectLocation;

/// `s3://bucket/key`, byte for byte; as a destination also `s3://bucket` and `s3://bucket/folder/`.
public record S3ObjectUri(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /// The bucket and the key of a text.
    ///
    /// @throws IllegalArgumentException if it is not of that form
    public static S3ObjectUri parse(String text) {
        int slash = text.indexOf('/', SCHEME.length());
        String bucket =
                text.startsWith(SCHEME)
                        ? text.substring(SCHEME.length(), slash < 0 ? text.length() : slash)
                        : "";
        if (bucket.isEmpty() || bucket.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "\"%s\": accepted is s3://bucket/key".formatted(text));
        }
        return new S3ObjectUri(bucket, slash < 0 ? "" : text.substring(slash + 1));
    }

    /// Where a copy of `source` comes to lie: in a folder under its own name, else at this very
    /// key.
    public ObjectLocation under(ObjectLocation source) {
        boolean folder = key.isEmpty() || key.endsWith("/");
        int name = source.key().lastIndexOf('/', source.key().length() - 2) + 1;
        return new ObjectLocation(bucket, folder ? key + source.key().substring(name) : key);
    }

    /// Reads it from the command line.
    public static final class Converter implements ITypeConverter<S3ObjectUri> {
        @Override
        public S3ObjectUri convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }
}
