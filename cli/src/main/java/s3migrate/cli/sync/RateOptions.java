package s3migrate.cli.sync;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import s3migrate.route.RateCaps.Cap;

/// How much `sync` may ask of either side, named and written as rclone does it.
final class RateOptions {

    @Option(
            names = "--source-tpslimit",
            paramLabel = "N",
            converter = Requests.class,
            description = "Most requests per second to the source, such as 100 or 0.5.")
    private @Nullable Double sourceRequests;

    @Option(
            names = "--source-bwlimit",
            paramLabel = "SIZE",
            converter = Bandwidth.class,
            description = "Most bytes per second from the source, such as 512K, 50M or 1.5G.")
    private @Nullable Double sourceBytes;

    @Option(
            names = "--dest-tpslimit",
            paramLabel = "N",
            converter = Requests.class,
            description = "Most requests per second to the destination, also where S3 copies.")
    private @Nullable Double destinationRequests;

    @Option(
            names = "--dest-bwlimit",
            paramLabel = "SIZE",
            converter = Bandwidth.class,
            description = "Most bytes per second to the destination; not where S3 copies.")
    private @Nullable Double destinationBytes;

    Cap source() {
        return new Cap(Optional.ofNullable(sourceRequests), Optional.ofNullable(sourceBytes));
    }

    Cap destination() {
        return new Cap(
                Optional.ofNullable(destinationRequests), Optional.ofNullable(destinationBytes));
    }

    /// A number of requests per second.
    static final class Requests implements ITypeConverter<Double> {

        private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,3})?");

        @Override
        public Double convert(String value) {
            double rate = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : 0;
            if (rate <= 0) {
                throw new TypeConversionException(
                        "\"%s\": accepted is a number above 0 and below 1,000,000, such as 100 or 0.5"
                                .formatted(value));
            }
            return rate;
        }
    }

    /// Bytes per second; K, M and G are 2^10, 2^20 and 2^30. Without one, some programs mean bytes
    /// and some KiB: refused.
    static final class Bandwidth implements ITypeConverter<Double> {

        private static final Pattern SIZE =
                Pattern.compile("(?<number>\\d{1,6}(\\.\\d{1,3})?)(?<unit>[KMGkmg])");

        @Override
        public Double convert(String value) {
            var size = SIZE.matcher(value);
            double rate =
                    size.matches()
                            ? Double.parseDouble(size.group("number")) * unit(size.group("unit"))
                            : 0;
            if (rate <= 0) {
                throw new TypeConversionException(
                        "\"%s\": accepted is a number above 0 with K, M or G, such as 512K, 50M or 1.5G"
                                .formatted(value));
            }
            return rate;
        }

        private static double unit(String letter) {
            return switch (letter) {
                case "K", "k" -> 1 << 10;
                case "M", "m" -> 1 << 20;
                default -> 1 << 30;
            };
        }
    }
}
