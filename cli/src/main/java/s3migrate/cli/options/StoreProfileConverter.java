package s3migrate.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import s3migrate.route.StoreProfile;

/// Reads what a store can do off the command line.
final class StoreProfileConverter implements ITypeConverter<StoreProfile> {
    @Override
    public StoreProfile convert(String value) {
        try {
            return StoreProfile.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
